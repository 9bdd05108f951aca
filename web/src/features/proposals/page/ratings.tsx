import type { Proposal } from '#contract/proposals.ts'
import { civilDateOf, today } from '../../../shared/dates.ts'
import { dateWords } from '../../../shared/matter/due.ts'
import { StateTag } from '../../../shared/matter/state-tag.tsx'
import { Section } from '../../../shared/page.tsx'
import { satisfactionTones, satisfactionWords } from '../words.ts'

/** What the proposers think of the handling and of the result, apart. */
export function Ratings({ proposal }: { proposal: Pick<Proposal, 'ratings' | 'raters' | 'state'> }) {
  const { ratings, raters, state } = proposal
  const several = raters.length > 1
  if (ratings.length === 0 && !several) return null
  const silent = raters.filter((one) => one.ratedAt === null && !one.excused)
  return (
    <Section title="提案者评价">
      {several && (
        <p>
          {`${raters.length} 位提案者评价，已有 ${raters.filter((one) => one.ratedAt !== null).length} 位。`}
          {silent.length > 0 &&
            `${state === 'replied' ? '还没有评价的' : '没有评价的'}：${silent.map((one) => one.name).join('、')}。`}
        </p>
      )}
      <ul className="ratings">
        {ratings.map((rating) => (
          <li key={`${rating.round}-${rating.memberName}`}>
            <p>
              <strong>{rating.memberName}</strong>{' '}
              <span className="faint">
                {rating.round > 1 && `第 ${rating.round} 轮，`}
                {dateWords(civilDateOf(rating.ratedAt), today())}
              </span>
            </p>
            <p className="rating-words">
              <span>
                办理工作{' '}
                <StateTag tone={satisfactionTones[rating.handling]}>{satisfactionWords[rating.handling]}</StateTag>
              </span>
              <span>
                办理结果 <StateTag tone={satisfactionTones[rating.result]}>{satisfactionWords[rating.result]}</StateTag>
              </span>
            </p>
            {rating.words && <p className="preserve">{rating.words}</p>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
