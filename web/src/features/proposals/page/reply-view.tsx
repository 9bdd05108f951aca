import type { Assignment } from '#contract/handling.ts'
import { civilDateOf, today } from '../../../shared/dates.ts'
import { dateWords } from '../../../shared/matter/due.ts'
import { StateTag } from '../../../shared/matter/state-tag.tsx'
import { Paragraphs } from './text.tsx'

export type Reply = Assignment['replies'][number]
export interface ReplyClass {
  code: string
  name: string
  hint: string
}

/** One reply with its class and whom to ask about it. */
export function ReplyView({ reply, classes }: { reply: Reply; classes: readonly ReplyClass[] }) {
  return (
    <details className="fold reply" open={reply.sentBackAt === null}>
      <summary>
        {reply.round > 1 ? `第 ${reply.round} 轮答复` : '答复'} <ReplyState reply={reply} />
      </summary>
      <ReplyBody reply={reply} classes={classes} />
    </details>
  )
}

export function ReplyBody({ reply, classes }: { reply: Reply; classes: readonly ReplyClass[] }) {
  const replyClass = classes.find((one) => one.code === reply.replyClass)
  return (
    <>
      {reply.replyClass && (
        <p>
          <span className="tag tag-done">{`${reply.replyClass} 类`}</span> {replyClass?.name}
        </p>
      )}
      <Paragraphs text={reply.text} />
      <p className="reply-end">
        {[
          reply.documentNumber && `文号 ${reply.documentNumber}`,
          reply.signedBy && `签发人 ${reply.signedBy}`,
          reply.deliveredAt && `${dateWords(civilDateOf(reply.deliveredAt), today())}送达`,
        ]
          .filter(Boolean)
          .join('，')}
      </p>
      {reply.contactName && (
        <p className="reply-end">
          {`联系人 ${reply.contactName} `}
          <a href={`tel:${reply.contactPhone.replace(/[^\d+]/g, '')}`}>{reply.contactPhone}</a>
        </p>
      )}
      {reply.sentBackAt && (
        <blockquote className="said-note">
          <strong>{`${dateWords(civilDateOf(reply.sentBackAt), today())}退回重拟`}</strong>
          <p className="preserve">{reply.sendBackReason}</p>
        </blockquote>
      )}
    </>
  )
}

function ReplyState({ reply }: { reply: Reply }) {
  if (reply.sentBackAt) return <StateTag tone="due">已退回重拟</StateTag>
  if (reply.deliveredAt) return <StateTag tone="done">已送达</StateTag>
  return <StateTag tone="moving">待审核</StateTag>
}
