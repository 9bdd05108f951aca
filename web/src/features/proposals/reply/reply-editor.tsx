import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { Assignment } from '#contract/handling.ts'
import { type Proposal, proposalRoutes } from '#contract/proposals.ts'
import { replyInFull } from '#contract/reply-text.ts'
import { apiQuery } from '../../../shared/api.ts'
import { OptionList } from '../../../shared/matter/option-list.tsx'
import { Field } from '../../../shared/matter/step-form.tsx'
import { SaveWords } from '../draft/save-words.tsx'
import { useSaveStatus } from '../draft/use-draft-saver.ts'
import { useWritingMode } from '../draft/use-writing-mode.ts'
import { AnswerFields } from './answer-fields.tsx'
import { MergedAnswers } from './merged-answers.tsx'
import { ReplySubmit } from './reply-submit.tsx'
import { answersFor, bothOf, mergedInFull, submitWords, withAnswer } from './reply-text.ts'
import { ReusedReplies } from './reused.tsx'
import { type ReplyText, useReplySaver } from './use-reply-saver.ts'

/** The reply itself: class, text, who signed it and whom to call. Saved as one writes. */
export function ReplyEditor({ proposal, assignment }: { proposal: Proposal; assignment: Assignment }) {
  useWritingMode()
  const options = useQuery(apiQuery(proposalRoutes.getProposalOptions, {}))
  const { saver, first, restored } = useReplySaver(assignment)
  const status = useSaveStatus(saver)
  const [reply, setReply] = useState<ReplyText>(first)
  const [submitting, setSubmitting] = useState(false)
  const change = (patch: Partial<ReplyText>) => {
    const next = { ...reply, ...patch }
    setReply(next)
    saver.change(next)
  }
  const settle = (chosen: ReplyText) => {
    if (status.kind !== 'stale') return
    setReply(chosen)
    saver.resolve(chosen, status.theirs, status.theirVersion)
  }
  const savedVersion = status.kind === 'saved' ? status.at.toISOString() : 'opened'
  const asked = proposal.suggestions.length
  const signs = assignment.actions.includes('submitReply') && assignment.inUnit?.step !== 'signing'
  const save = () => void saver.flush()
  if (status.kind === 'stale')
    return <TwoReplies proposal={proposal} mine={reply} theirs={status.theirs} onChoose={settle} />
  const line = (field: 'documentNumber' | 'signedBy' | 'contactName' | 'contactPhone', label: string, max: number) => (
    <Field id={`reply-${field}`} label={label}>
      <Input
        id={`reply-${field}`}
        value={reply[field]}
        maxLength={max}
        inputMode={field === 'contactPhone' ? 'tel' : undefined}
        onBlur={save}
        onChange={(event) => change({ [field]: event.target.value })}
      />
    </Field>
  )
  return (
    <div className="reply-writing">
      {restored && <p className="draft-restored">已接上上次存在本机、还没有上传的内容。</p>}
      <OptionList
        label="答复类别"
        options={(options.data?.replyClasses ?? []).map((one) => ({
          ...one,
          name: `${one.code} 类：${one.name}`,
        }))}
        value={reply.replyClass}
        onChange={(replyClass) => change({ replyClass })}
      />
      <Field
        id="reply-text"
        label={asked === 0 ? '答复内容' : '开头（可不写）'}
        hint={asked === 0 ? undefined : '总的情况写在这里，对每条建议的答复写在下面。'}
      >
        <Input.TextArea
          id="reply-text"
          value={reply.text}
          maxLength={20_000}
          autoSize={{ minRows: asked === 0 ? 14 : 3, maxRows: 48 }}
          onBlur={save}
          onChange={(event) => change({ text: event.target.value })}
        />
      </Field>
      {answersFor(asked, reply.answers).map((answer) => (
        <AnswerFields
          key={answer.number}
          suggestion={proposal.suggestions[answer.number - 1] ?? ''}
          answer={answer}
          onChange={(changed) => change({ answers: withAnswer(asked, reply.answers, changed) })}
          onBlur={save}
        />
      ))}
      <MergedAnswers
        merged={proposal.merged}
        own={proposal.suggestions}
        answers={reply.mergedAnswers}
        onChange={(mergedAnswers) => change({ mergedAnswers })}
        onBlur={save}
      />
      {asked > 0 && (
        <Field id="reply-closing" label="结尾（可不写）">
          <Input.TextArea
            id="reply-closing"
            value={reply.closing}
            maxLength={4000}
            autoSize={{ minRows: 2, maxRows: 16 }}
            onBlur={save}
            onChange={(event) => change({ closing: event.target.value })}
          />
        </Field>
      )}
      <div className="field-grid">
        {line('documentNumber', '发文字号（可不填）', 60)}
        {line('signedBy', signs ? '签发领导' : '签发领导（审签时自动填）', 40)}
        {line('contactName', '联系人', 40)}
        {line('contactPhone', '联系电话', 40)}
      </div>
      <ReusedReplies assignmentId={assignment.id} version={savedVersion} writing />
      <div className="draft-bar no-print">
        <SaveWords status={status} retry={() => void saver.retry()} />
        {assignment.actions.includes('sendBackInUnit') && (
          <Link
            to="/proposals/$id"
            params={{ id: proposal.id }}
            search={{ step: 'sendBackInUnit', on: assignment.id }}
            className="button"
          >
            退回承办人
          </Link>
        )}
        <button type="button" className="button button-primary" onClick={() => setSubmitting(true)}>
          {submitWords(assignment).open}
        </button>
      </div>
      <ReplySubmit
        open={submitting}
        onClose={() => setSubmitting(false)}
        proposal={proposal}
        assignment={assignment}
        reply={reply}
        saver={saver}
      />
    </div>
  )
}

interface TwoRepliesProps {
  proposal: Pick<Proposal, 'suggestions' | 'merged'>
  mine: ReplyText
  theirs: ReplyText
  onChoose: (chosen: ReplyText) => void
}

/** A colleague saved in between: both texts in sight, either can be gone on from. */
function TwoReplies({ proposal: { suggestions, merged }, mine, theirs, onChoose }: TwoRepliesProps) {
  const own = (one: ReplyText) =>
    replyInFull({
      ...one,
      answers: one.answers
        .filter((answer) => answer.answer.trim() !== '' || answer.measure.trim() !== '')
        .map((answer) => ({ ...answer, suggestion: suggestions[answer.number - 1] ?? '' })),
    })
  const inFull = (one: ReplyText) =>
    [own(one), ...merged.map((other) => mergedInFull(other, one.mergedAnswers))].filter(Boolean).join('\n')
  return (
    <section className="sheet" role="alert">
      <h2>同事刚才也改了这份答复</h2>
      <p>两份内容都在。请选一份接着写；两份都留的，另一份接在后面，由您再改。</p>
      <div className="conflict-sides">
        <div>
          <h3>您在这里写的</h3>
          <p className="preserve">{inFull(mine) || '（空）'}</p>
        </div>
        <div>
          <h3>同事保存的</h3>
          <p className="preserve">{inFull(theirs) || '（空）'}</p>
        </div>
      </div>
      <div className="form-buttons">
        <Button onClick={() => onChoose(mine)}>用我写的</Button>
        <Button onClick={() => onChoose(theirs)}>用同事的</Button>
        <Button type="primary" onClick={() => onChoose(bothOf(mine, theirs))}>
          两份都留
        </Button>
      </div>
    </section>
  )
}
