import type { Assignment } from '#contract/handling.ts'
import { shortened } from '#contract/reply-text.ts'
import { civilDateOf, today } from '../../../shared/dates.ts'
import { dateWords } from '../../../shared/matter/due.ts'
import { StateTag } from '../../../shared/matter/state-tag.tsx'
import { Phone } from '../../../shared/phone.tsx'
import { mergedName } from '../reply/reply-text.ts'
import { Paragraphs } from './text.tsx'

export type Reply = Assignment['replies'][number]
export interface ReplyClass {
  code: string
  name: string
  hint: string
}

/** One reply with its class and whom to ask about it. */
export function ReplyView({ id, reply, classes }: { id?: string; reply: Reply; classes: readonly ReplyClass[] }) {
  return (
    <details id={id} className="fold reply" open={reply.sentBackAt === null}>
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
      {(reply.text.trim() !== '' || reply.answers.length === 0) && <Paragraphs text={reply.text} />}
      {reply.answers.length > 0 && (
        <ol className="reply-answers">
          {reply.answers.map((one) => (
            <AnswerView key={one.number} answer={one} label={`第 ${one.number} 条建议`} />
          ))}
        </ol>
      )}
      {reply.mergedAnswers.length > 0 && (
        <>
          <p className="reply-together">对并案各件的建议：</p>
          <ol className="reply-answers">
            {reply.mergedAnswers.map((one) => (
              <AnswerView
                key={one.proposalId + one.number}
                answer={one.sameAs === null ? one : { ...sameWords, suggestion: one.suggestion, answer: sameAs(one) }}
                label={`${mergedName({ number: one.proposalNumber })}第 ${one.number} 条建议（${one.proposers}）`}
              />
            ))}
          </ol>
        </>
      )}
      {reply.closing.trim() !== '' && <Paragraphs text={reply.closing} />}
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
          <Phone number={reply.contactPhone} />
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

const sameWords = { measure: '', dueOn: null, responsible: '' }
const sameAs = (one: { sameAs: number | null }) => `同本件第 ${one.sameAs} 条的答复。`

function AnswerView({ answer, label }: { answer: Omit<Reply['answers'][number], 'number'>; label: string }) {
  const { suggestion, measure, dueOn, responsible } = answer
  return (
    <li>
      <p className="reply-asked">
        <span className="tag">{label}</span> {shortened(suggestion)}
      </p>
      <Paragraphs text={answer.answer} empty="还没有答复" />
      {(measure || dueOn || responsible) && (
        <dl className="facts">
          <Promised label="措施">{measure}</Promised>
          <Promised label="完成时限">{dueOn && dateWords(dueOn, today())}</Promised>
          <Promised label="责任人">{responsible}</Promised>
        </dl>
      )}
    </li>
  )
}

function Promised({ label, children }: { label: string; children: string | null }) {
  if (!children) return null
  return (
    <div>
      <dt>{label}</dt>
      <dd className="preserve">{children}</dd>
    </div>
  )
}

function ReplyState({ reply }: { reply: Reply }) {
  if (reply.sentBackAt) return <StateTag tone="due">已退回重拟</StateTag>
  if (reply.deliveredAt) return <StateTag tone="done">已送达</StateTag>
  return <StateTag tone="moving">待审核</StateTag>
}
