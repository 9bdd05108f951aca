import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { Assignment } from '#contract/handling.ts'
import { type Proposal, proposalRoutes } from '#contract/proposals.ts'
import { apiQuery } from '../../../shared/api.ts'
import { OptionList } from '../../../shared/matter/option-list.tsx'
import { Field } from '../../../shared/matter/step-form.tsx'
import { SaveWords } from '../draft/save-words.tsx'
import { useSaveStatus } from '../draft/use-draft-saver.ts'
import { useWritingMode } from '../draft/use-writing-mode.ts'
import { ReplySubmit } from './reply-submit.tsx'
import { outlineOf } from './reply-text.ts'
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
  const save = () => void saver.flush()
  if (status.kind === 'stale') return <TwoReplies mine={reply} theirs={status.theirs} onChoose={settle} />
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
        label="答复内容"
        hint="对照每一条建议，写明采纳了没有、办到哪一步、什么时候办成。不能采纳的，说明理由。"
      >
        {reply.text.trim() === '' && proposal.suggestions.length > 0 && (
          <Button className="reply-outline" onClick={() => change({ text: outlineOf(proposal.suggestions) })}>
            按建议逐条列出提纲
          </Button>
        )}
        <Input.TextArea
          id="reply-text"
          value={reply.text}
          maxLength={20_000}
          autoSize={{ minRows: 14, maxRows: 48 }}
          onBlur={save}
          onChange={(event) => change({ text: event.target.value })}
        />
      </Field>
      <div className="field-grid">
        {line('documentNumber', '发文字号（可不填）', 60)}
        {line('signedBy', '签发领导', 40)}
        {line('contactName', '联系人', 40)}
        {line('contactPhone', '联系电话', 40)}
      </div>
      <div className="draft-bar no-print">
        <SaveWords status={status} retry={() => void saver.retry()} />
        <button type="button" className="button button-primary" onClick={() => setSubmitting(true)}>
          检查并报送
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
  mine: ReplyText
  theirs: ReplyText
  onChoose: (chosen: ReplyText) => void
}

/** A colleague saved in between: both texts in sight, either can be gone on from. */
function TwoReplies({ mine, theirs, onChoose }: TwoRepliesProps) {
  return (
    <section className="sheet" role="alert">
      <h2>同事刚才也改了这份答复</h2>
      <p>两份内容都在。请选一份接着写；两份都留的，另一份接在后面，由您再改。</p>
      <div className="conflict-sides">
        <div>
          <h3>您在这里写的</h3>
          <p className="preserve">{mine.text || '（空）'}</p>
        </div>
        <div>
          <h3>同事保存的</h3>
          <p className="preserve">{theirs.text || '（空）'}</p>
        </div>
      </div>
      <div className="form-buttons">
        <Button onClick={() => onChoose(mine)}>用我写的</Button>
        <Button onClick={() => onChoose(theirs)}>用同事的</Button>
        <Button type="primary" onClick={() => onChoose({ ...mine, text: `${mine.text}\n\n${theirs.text}` })}>
          两份都留
        </Button>
      </div>
    </section>
  )
}
