import './duty.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type DutyLine, type DutyYear, dutyRoutes } from '#contract/duty.ts'
import { apiQuery } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { today } from '../../shared/dates.ts'
import { Filters, SelectFilter } from '../../shared/filters.tsx'
import { DutyTabs } from '../../shared/layout/duty-tabs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { useListState } from '../../shared/url-state.ts'
import { aboutLine, DutyTitle, LineState, lineKind } from './duty-line.tsx'
import { ObjectDialog } from './object-dialog.tsx'
import { chapterWords } from './words.ts'

/** 我的一年: what I did, by the chapters of my archive, and what is still owed. Nobody is compared with anybody. */
export function DutyYearPage() {
  const list = useListState<{ year?: string }>()
  const thisYear = today().slice(0, 4)
  const year = list.search.year ?? thisYear
  const query = useQuery({
    ...apiQuery(dutyRoutes.getDutyYear, { query: { year: Number(year) } }),
    placeholderData: (before) => before,
  })
  const [objecting, setObjecting] = useState<DutyLine | null>(null)
  const years = [...new Set([Number(thisYear), ...(query.data?.years ?? [])])].sort((a, b) => b - a)
  return (
    <Page
      title="我的履职"
      lead="提案、会议、活动办成了就自动记在这里，不用再填。有出入的可以提出异议。"
      actions={
        <>
          <Link to="/duty/records/new" className="button button-primary">
            补记一件事
          </Link>
          {query.data && (
            <Link to="/duty/archive/$id" params={{ id: query.data.memberId }} className="button">
              我的履职档案
            </Link>
          )}
        </>
      }
    >
      <DutyTabs />
      <Filters
        first={
          <SelectFilter
            label="年度"
            value={year === thisYear ? undefined : year}
            onChange={(value) => list.filter({ year: value })}
            all={`${thisYear} 年（今年）`}
            options={years.filter((one) => String(one) !== thisYear).map((one) => [String(one), `${one} 年`])}
          />
        }
        count={0}
        clear={list.clear}
      />
      <QueryState query={query}>
        {(data) => (
          <>
            <Targets targets={data.targets} />
            {data.chapters.length === 0 && (
              <EmptyState title={`${data.year} 年还没有履职记录`}>
                <p>提交提案、参加会议和活动后会自动出现。宣讲、联系村和企业等系统不知道的事，可以自己补记。</p>
              </EmptyState>
            )}
            {data.chapters.map(({ chapter, lines }) => (
              <Section key={chapter} title={`${chapterWords[chapter]}（${lines.length}）`}>
                <ul className="duty-lines">
                  {lines.map((line) => (
                    <li key={line.id}>
                      <CivilDate value={line.occurredOn} far={false} />
                      <span className="faint">{lineKind(line)}</span>
                      <span className="duty-title">
                        <DutyTitle line={line} />
                      </span>
                      {aboutLine(line) && <span className="faint">{aboutLine(line)}</span>}
                      <LineState line={line} />
                      {line.actions.includes('object') && (
                        <LinkButton aria-label={`对「${line.title}」有异议`} onClick={() => setObjecting(line)}>
                          有异议
                        </LinkButton>
                      )}
                    </li>
                  ))}
                </ul>
              </Section>
            ))}
          </>
        )}
      </QueryState>
      <ObjectDialog line={objecting} close={() => setObjecting(null)} />
    </Page>
  )
}

/** What the committee asks of a year; only the member sees how far they have come. */
function Targets({ targets }: { targets: DutyYear['targets'] }) {
  return targets.map((set) => {
    const left = set.items.filter((item) => item.done < item.wanted).length
    return (
      <Section key={set.name} title={set.name}>
        <p className="faint">{left === 0 ? '都做到了。' : `还有 ${left} 项没有做到。`}进度只给您本人看，不排名次。</p>
        <ul className="duty-targets">
          {set.items.map((item) => (
            <li key={item.name}>
              <span>{item.name}</span>
              {item.done >= item.wanted ? (
                <StateTag tone="done">{item.wanted > 1 ? `已做 ${item.done}/${item.wanted}` : '已做到'}</StateTag>
              ) : (
                <StateTag tone="open">{item.wanted > 1 ? `已做 ${item.done}/${item.wanted}` : '还没有'}</StateTag>
              )}
            </li>
          ))}
        </ul>
      </Section>
    )
  })
}
