import './duty.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type DutyLine, dutyRoutes } from '#contract/duty.ts'
import { scoringRoutes } from '#contract/scoring.ts'
import { apiQuery } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { SelectFilter } from '../../shared/filters.tsx'
import { DutyTabs } from '../../shared/layout/duty-tabs.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { useHat } from '../../shared/session.tsx'
import { useListState } from '../../shared/url-state.ts'
import { points } from '../scoring/words.ts'
import { ObjectDialog } from './object-dialog.tsx'
import { chapterWords } from './words.ts'
import { YearOwed } from './year-owed.tsx'
import { countWords, thingsOf, YearThing } from './year-things.tsx'

/** 我的一年: how many points, what is still owed, and what I did, by the chapters of my archive. Nobody is compared with anybody. */
export function DutyYearPage() {
  const hat = useHat()
  const list = useListState<{ year?: string }>()
  const thisYear = today().slice(0, 4)
  const year = list.search.year ?? thisYear
  const query = useQuery({
    ...apiQuery(dutyRoutes.getDutyYear, { query: { year: Number(year) } }),
    placeholderData: (before) => before,
  })
  const score = useQuery({
    ...apiQuery(scoringRoutes.getMemberScore, { params: { id: hat?.memberId ?? '' }, query: { year } }),
    enabled: Boolean(hat?.memberId),
  })
  const [objecting, setObjecting] = useState<DutyLine | null>(null)
  const years = [...new Set([Number(thisYear), ...(query.data?.years ?? [])])].sort((a, b) => b - a)
  const reckoned = score.data?.score ? score.data : null
  return (
    <Page
      title="我的履职"
      width="reading"
      actions={
        years.length > 1 && (
          <SelectFilter
            label="年度"
            value={year === thisYear ? undefined : year}
            onChange={(value) => list.filter({ year: value })}
            all={`${thisYear} 年（今年）`}
            options={years.filter((one) => String(one) !== thisYear).map((one) => [String(one), `${one} 年`])}
          />
        )
      }
    >
      <DutyTabs />
      {reckoned?.score && (
        <Link to="/my-score" search={list.search as never} className="year-score">
          <span>{year === thisYear ? '今年' : `${year} 年`}</span>
          <strong>{points(reckoned.score.centipoints)}</strong>
          <span>分{reckoned.score.grade && `，${reckoned.score.grade}`}</span>
          <span className="year-score-why">每一分从哪里来</span>
          <span className="faint">
            照《{reckoned.scheme?.name}》{reckoned.running && '算到今天，等次到年终再评'}
          </span>
        </Link>
      )}
      <QueryState query={query}>
        {(data) => (
          <>
            <YearOwed year={data} needs={reckoned?.score?.preconditions ?? []} running={year === thisYear} />
            {data.chapters.length === 0 && (
              <EmptyState title={`${data.year} 年还没有履职记录`}>
                <p>提交提案、参加会议和活动后会自动出现。宣讲、联系村和企业等系统不知道的事，可以自己补记。</p>
              </EmptyState>
            )}
            {data.chapters.map(({ chapter, lines }) => {
              const things = thingsOf(lines)
              return (
                <Section key={chapter} title={`${chapterWords[chapter]} ${countWords(chapter, things)}`}>
                  <ul className="duty-things">
                    {things.map((thing) => (
                      <YearThing key={thing[0].id} lines={thing} object={setObjecting} />
                    ))}
                  </ul>
                </Section>
              )
            })}
            <Section title="还可以看">
              <p className="faint">
                提案、会议、活动办成了就自动记在这里，不用再填。有出入的，点那件事右边的“⋯”提出异议。
              </p>
              <p className="year-more">
                <Link to="/duty/archive/$id" params={{ id: data.memberId }} className="button">
                  我的履职档案
                </Link>
                <Link to="/duty/ledger" className="button">
                  全部记录
                </Link>
                <Link to="/duty/objections" className="button">
                  我提的异议
                </Link>
              </p>
            </Section>
          </>
        )}
      </QueryState>
      <ObjectDialog line={objecting} close={() => setObjecting(null)} />
    </Page>
  )
}
