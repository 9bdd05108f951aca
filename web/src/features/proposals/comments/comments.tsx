import './comments.css'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { type CommentThread, commentRoutes } from '#contract/comments.ts'
import type { Proposal } from '#contract/proposals.ts'
import { apiQuery } from '../../../shared/api.ts'
import { today } from '../../../shared/dates.ts'
import { instantWords } from '../../../shared/matter/due.ts'
import { Field, StepForm } from '../../../shared/matter/step-form.tsx'
import { Section } from '../../../shared/page.tsx'
import { QueryState } from '../../../shared/query-state.tsx'
import { toastError } from '../../../shared/toast.tsx'
import { useAct } from '../use-act.ts'
import { placeOf, placesOf } from './places.ts'

interface CommentsProps {
  proposal: Pick<Proposal, 'id' | 'comments' | 'suggestions'>
}

/** 批注：what those who write it together say to each other. Nothing where the viewer does not write it. */
export function Comments({ proposal }: CommentsProps) {
  if (!proposal.comments) return null
  return (
    <Section title="批注">
      <Threads proposal={proposal} />
    </Section>
  )
}

function Threads({ proposal }: CommentsProps) {
  const query = useQuery(apiQuery(commentRoutes.listComments, { params: { id: proposal.id } }))
  const [writing, setWriting] = useState(false)
  const [settledToo, setSettledToo] = useState(false)
  return (
    <QueryState query={query} lines={3}>
      {({ threads, mayWrite, office }) => {
        const settled = threads.filter((one) => one.resolvedAt !== null)
        const shown = settledToo ? threads : threads.filter((one) => one.resolvedAt === null)
        return (
          <div className="comments">
            <p className="field-hint">
              {`只有第一提案人和受邀、已同意联名的委员${office ? '，以及提交后的提案委办公室' : ''}看得到，不属于提案正文，也不公开。`}
            </p>
            {shown.length === 0 && <p className="faint">{settled.length > 0 ? '批注都已处理。' : '还没有批注。'}</p>}
            <ul className="comment-threads">
              {shown.map((thread) => (
                <Thread key={thread.id} thread={thread} proposal={proposal} mayWrite={mayWrite} />
              ))}
            </ul>
            <div className="comment-buttons no-print">
              {mayWrite && !writing && <Button onClick={() => setWriting(true)}>写批注</Button>}
              {settled.length > 0 && (
                <Button type="text" onClick={() => setSettledToo(!settledToo)}>
                  {settledToo ? '收起已处理的' : `看已处理的 ${settled.length} 处`}
                </Button>
              )}
            </div>
            {mayWrite && writing && <NewThread proposal={proposal} onDone={() => setWriting(false)} />}
          </div>
        )
      }}
    </QueryState>
  )
}

function NewThread({ proposal, onDone }: CommentsProps & { onDone: () => void }) {
  const places = placesOf(proposal.suggestions)
  const [place, setPlace] = useState('whole')
  const id = useId()
  return (
    <Write
      id={proposal.id}
      submit="写好了"
      body={places.find((one) => one.value === place)?.body ?? { part: 'whole' }}
      onDone={onDone}
      onCancel={onDone}
    >
      <Field id={id} label="对哪一处说">
        <Select
          id={id}
          className="comment-place"
          value={place}
          options={places.map(({ value, label }) => ({ value, label }))}
          onChange={setPlace}
        />
      </Field>
    </Write>
  )
}

interface WriteProps {
  id: string
  submit: string
  body: { threadId?: string; part?: CommentThread['part']; suggestion?: number }
  onDone: () => void
  onCancel: () => void
  children?: ReactNode
}

/** A few words, at the end of a thread or as a new one. */
function Write({ id, submit, body, onDone, onCancel, children }: WriteProps) {
  const act = useAct([commentRoutes.listComments.path])
  const [words, setWords] = useState('')
  const wordsId = useId()
  return (
    <StepForm
      submit={submit}
      missing={() => (words.trim() === '' ? '请写下想说的话' : null)}
      onSubmit={async () => {
        await act(
          commentRoutes.addComment,
          { params: { id }, body: { ...body, words: words.trim() } },
          '批注已写，其他联名人会收到消息',
        )
        onDone()
      }}
    >
      {children}
      <Field id={wordsId} label={body.threadId ? '回复' : '想说的话'}>
        <Input.TextArea
          id={wordsId}
          value={words}
          maxLength={1000}
          autoSize={{ minRows: 3, maxRows: 10 }}
          onChange={(event) => setWords(event.target.value)}
        />
      </Field>
      <Button type="text" onClick={onCancel}>
        不写了
      </Button>
    </StepForm>
  )
}

interface ThreadProps extends CommentsProps {
  thread: CommentThread
  mayWrite: boolean
}

function Thread({ thread, proposal, mayWrite }: ThreadProps) {
  const act = useAct([commentRoutes.listComments.path])
  const [answering, setAnswering] = useState(false)
  const { id } = proposal
  const place = placeOf(thread, proposal.suggestions)
  const resolve = useMutation({
    mutationFn: (resolved: boolean) =>
      act(
        commentRoutes.resolveComment,
        { params: { id, commentId: thread.id }, body: { resolved } },
        resolved ? '已标为处理好' : '已重新打开',
      ),
    onError: toastError,
  })
  const remove = useMutation({
    mutationFn: (commentId: string) =>
      act(commentRoutes.removeComment, { params: { id, commentId } }, '这条批注已收回'),
    onError: toastError,
  })
  return (
    <li className={thread.resolvedAt ? 'comment-thread comment-settled' : 'comment-thread'}>
      <p className="comment-head">
        <strong>{place.label}</strong>
        {thread.resolvedAt && <span className="tag">{`${thread.resolvedBy}标为已处理`}</span>}
      </p>
      {place.quote && <blockquote className="comment-quote">{place.quote}</blockquote>}
      <ul className="comment-list">
        {thread.comments.map((one) => (
          <li key={one.id}>
            <p className="comment-by">
              <strong>{one.author}</strong>
              <span className="faint">{instantWords(one.writtenAt, today())}</span>
              {one.mine && mayWrite && !one.removedAt && (
                <Button
                  type="text"
                  size="small"
                  className="no-print"
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(one.id)}
                >
                  收回
                </Button>
              )}
            </p>
            <p className={one.removedAt ? 'faint' : 'preserve'}>{one.removedAt ? '这条已由本人收回' : one.words}</p>
          </li>
        ))}
      </ul>
      {mayWrite && !answering && (
        <div className="comment-buttons no-print">
          <Button onClick={() => setAnswering(true)}>回复</Button>
          <Button type="text" disabled={resolve.isPending} onClick={() => resolve.mutate(thread.resolvedAt === null)}>
            {thread.resolvedAt ? '还没有处理好，重新打开' : '标为已处理'}
          </Button>
        </div>
      )}
      {answering && (
        <Write
          id={id}
          submit="回复"
          body={{ threadId: thread.id }}
          onDone={() => setAnswering(false)}
          onCancel={() => setAnswering(false)}
        />
      )}
    </li>
  )
}
