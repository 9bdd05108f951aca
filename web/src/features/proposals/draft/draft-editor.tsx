import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type Proposal, type ProposalText, proposalRoutes } from '#contract/proposals.ts'
import { apiQuery } from '../../../shared/api.ts'
import { Page } from '../../../shared/page.tsx'
import { hasRole, useMe } from '../../../shared/session.tsx'
import { SimilarProposals } from '../../finding/similar-proposals.tsx'
import { Comments } from '../comments/comments.tsx'
import { AttachmentEditor } from './attachment-editor.tsx'
import { tooLongOf } from './checklist.ts'
import { CoSignerEditor } from './co-signer-editor.tsx'
import { Conflict } from './conflict.tsx'
import { ProposerLine, type WrittenFor } from './proposer-line.tsx'
import { ReturnedText } from './returned-text.tsx'
import { SaveWords } from './save-words.tsx'
import type { DraftStart } from './start.ts'
import { SubmitPanel } from './submit-panel.tsx'
import { SuggestionEditor } from './suggestion-editor.tsx'
import { type Suggestion, toList, toTexts } from './suggestions.ts'
import { AnalysisField, CategoryField, ConsentField, TitleField, UnitsField } from './text-fields.tsx'
import { useDraftSaver, useSaveStatus } from './use-draft-saver.ts'
import { useWritingMode } from './use-writing-mode.ts'

interface DraftEditorProps {
  start: DraftStart
  /** As the server has it; null until it is saved for the first time. */
  proposal: Proposal | null
  onCreated: (id: string) => void
}

/** One proposal being written. Everything typed goes to this device at once and to the server after a pause. */
export function DraftEditor({ start, proposal, onCreated }: DraftEditorProps) {
  useWritingMode()
  const me = useMe()
  const options = useQuery(apiQuery(proposalRoutes.getProposalOptions, {}))
  const [writtenFor, setWrittenFor] = useState<WrittenFor | null>(
    hasRole(me, 'member') ? null : { collectiveName: '', collectiveKind: 'body', paperOf: null },
  )
  const [named] = useState(() => ({ current: writtenFor }))
  const saver = useDraftSaver({
    start,
    proposal,
    writtenFor: () => named.current,
    onCreated,
    onJoined: (joined) => takeText(joined),
  })
  const status = useSaveStatus(saver)
  const [text, setText] = useState<ProposalText>(start.copy.mine)
  const [list, setList] = useState<Suggestion[]>(() => toList(start.copy.mine.suggestions))
  const [submitting, setSubmitting] = useState(false)
  useSaveOnBlur(saver.flush)

  const change = (patch: Partial<ProposalText>) => {
    const next = { ...text, ...patch }
    setText(next)
    saver.change(next)
  }
  const changeList = (next: Suggestion[]) => {
    setList(next)
    change({ suggestions: toTexts(next) })
  }
  const takeText = (chosen: ProposalText) => {
    setText(chosen)
    // The same points keep their fields: somebody may be writing in one.
    setList((now) => (sameTexts(toTexts(now), chosen.suggestions) ? now : toList(chosen.suggestions)))
  }

  if (status.kind === 'stale')
    return (
      <Page title="有两份不同的内容" width="wide">
        <Conflict
          base={saver.current().base}
          mine={text}
          theirs={status.theirs}
          onResolve={(chosen) => {
            takeText(chosen)
            saver.resolve(chosen, status.theirs, status.theirVersion)
          }}
        />
      </Page>
    )
  const limit = options.data?.titleLimit ?? 50
  const back = proposal
    ? { to: '/proposals/$id', params: { id: proposal.id }, label: '提案' }
    : { to: '/proposals', label: '提案' }
  const returned = proposal?.state === 'returned' && proposal.returnNote ? proposal : null
  return (
    <Page
      title={proposal?.state === 'returned' ? '修改提案' : '写提案'}
      back={back}
      width={returned ? 'wide' : 'reading'}
    >
      <div className={returned ? 'draft draft-returned makes-room' : 'draft makes-room'}>
        {start.restored && !start.apart && <p className="draft-restored">已接上上次存在本机、还没有上传的内容。</p>}
        {returned && <ReturnedText proposal={returned} text={text} />}
        <ProposerLine
          proposal={proposal}
          writtenFor={writtenFor}
          onChange={(next) => {
            named.current = next
            setWrittenFor(next)
          }}
        />
        <TitleField value={text.title} limit={limit} onChange={(title) => change({ title })} />
        <AnalysisField value={text.analysis} onChange={(analysis) => change({ analysis })} />
        <SuggestionEditor list={list} onChange={changeList} />
        <SimilarProposals text={text} exceptId={proposal?.id} />
        <CategoryField
          value={text.category}
          categories={options.data?.categories ?? []}
          onChange={(category) => change({ category })}
        />
        <UnitsField value={text.suggestedUnitIds} onChange={(suggestedUnitIds) => change({ suggestedUnitIds })} />
        <ConsentField consent={text.publishConsent} note={text.publishNote} onChange={change} />
        <AttachmentEditor proposal={proposal} options={options.data} />
        <CoSignerEditor proposal={proposal} />
        {proposal && proposal.coSigners.length > 0 && (
          <Comments proposal={{ ...proposal, suggestions: text.suggestions }} />
        )}
      </div>
      <div className="draft-bar no-print">
        <SaveWords status={status} tooLong={tooLongOf(text)[0]?.words} retry={() => void saver.retry()} />
        <button type="button" className="button button-primary" onClick={() => setSubmitting(true)}>
          检查并提交
        </button>
      </div>
      <SubmitPanel
        open={submitting}
        onClose={() => setSubmitting(false)}
        text={text}
        titleLimit={limit}
        proposal={proposal}
        saver={saver}
      />
    </Page>
  )
}

const sameTexts = (a: readonly string[], b: readonly string[]) => JSON.stringify(a) === JSON.stringify(b)

/** Leaving a field saves at once; a device may be put away right after. */
function useSaveOnBlur(flush: () => Promise<void>) {
  useEffect(() => {
    const save = (event: FocusEvent) => {
      if ((event.target as HTMLElement).matches('.draft textarea, .draft input')) void flush()
    }
    document.addEventListener('focusout', save)
    return () => document.removeEventListener('focusout', save)
  }, [flush])
}
