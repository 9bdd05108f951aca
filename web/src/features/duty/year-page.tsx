import './duty.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type DutyLine, type DutyYear, dutyRoutes } from '#contract/duty.ts'
import { apiQuery } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { formatCivil, today } from '../../shared/dates.ts'
import { Filters, SelectFilter } from '../../shared/filters.tsx'
import { DutyTabs } from '../../shared/layout/duty-tabs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { useListState } from '../../shared/url-state.ts'
import { aboutLine, DutyTitle, LineState, lineKind } from './duty-line.tsx'
import { ObjectDialog } from './object-dialog.tsx'
import { mayRecord } from './record-fields.tsx'
import { chapterWords, kindWord } from './words.ts'
import { YearScore } from './year-score.tsx'

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
            <YearScore memberId={data.memberId} year={data.year} />
            <Targets targets={data.targets} />
            {data.chapters.length === 0 && (
              <EmptyState title={`${data.year} 年还没有履职记录`}>
                <p>提交提案、参加会议和活动后会自动出现。宣讲、联系村和企业等系统不知道的事，可以自己补记。</p>
              </EmptyState>
            )}
            {data.chapters.map(({ chapter, lines }) => {
              const matters = mattersOf(lines)
              const unit = chapter === 'proposals' ? ' 件' : ''
              const counted =
                matters.length === lines.length
                  ? `${lines.length}${unit}`
                  : `${matters.length}${unit || ' 件'}，${lines.length} 条记录`
              return (
                <Section key={chapter} title={`${chapterWords[chapter]}（${counted}）`}>
                  <ul className="duty-lines">
                    {matters.map((matter) => (
                      <Matter key={matter[0]!.id} lines={matter} onObject={setObjecting} />
                    ))}
                  </ul>
                </Section>
              )
            })}
          </>
        )}
      </QueryState>
      <ObjectDialog line={objecting} close={() => setObjecting(null)} />
    </Page>
  )
}

/** Lines of one matter together, as when a proposal was handed in, registered and chosen; matters in the order of the lines. */
function mattersOf(lines: readonly DutyLine[]): DutyLine[][] {
  const matters = new Map<string, DutyLine[]>()
  for (const line of lines) matters.set(line.subjectId, [...(matters.get(line.subjectId) ?? []), line])
  return [...matters.values()]
}

interface MatterProps {
  lines: readonly DutyLine[]
  onObject: (line: DutyLine) => void
}

/** One line; or what a matter is called, with what came of it below. */
function Matter({ lines, onObject }: MatterProps) {
  const object = (line: DutyLine) =>
    line.actions.includes('object') && (
      <LinkButton aria-label={`对「${line.title}」${lineKind(line)}有异议`} onClick={() => onObject(line)}>
        有异议
      </LinkButton>
    )
  const [first] = lines as [DutyLine]
  if (lines.length === 1)
    return (
      <li>
        <CivilDate value={first.occurredOn} far={false} />
        <span className="faint">{lineKind(first)}</span>
        <span className="duty-title">
          <DutyTitle line={first} />
        </span>
        <span className="duty-about">
          {aboutLine(first) && <span className="faint">{aboutLine(first)}</span>}
          <LineState line={first} />
          {object(first)}
        </span>
      </li>
    )
  // The plainest name: what came later may add to it.
  const named = lines.toSorted((a, b) => a.title.length - b.title.length)[0]!
  return (
    <li>
      <span className="duty-title">
        <DutyTitle line={named} />
      </span>
      <ul className="duty-steps">
        {lines
          .toSorted((a, b) => a.occurredOn.localeCompare(b.occurredOn) || a.recordedAt.localeCompare(b.recordedAt))
          .map((line) => (
            <li key={line.id}>
              <CivilDate value={line.occurredOn} far={false} />
              <span>{lineKind(line)}</span>
              {line.title !== named.title && line.title.startsWith(named.title) && (
                <span>{line.title.slice(named.title.length)}</span>
              )}
              <span className="faint">{aboutLine(line)}</span>
              <LineState line={line} />
              {object(line)}
            </li>
          ))}
      </ul>
    </li>
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
                <StateTag tone={item.waiting > 0 ? 'moving' : 'open'}>
                  {item.waiting > 0 ? '待审核' : item.wanted > 1 ? `已做 ${item.done}/${item.wanted}` : '还没有'}
                </StateTag>
              )}
              <div className="duty-how faint">
                {item.by.map((act) => (
                  <p key={`${act.occurredOn} ${act.title}`}>
                    {formatCivil(act.occurredOn)} {act.title}
                  </p>
                ))}
                {item.done < item.wanted && <HowToDo kinds={item.kinds} waiting={item.waiting > 0} />}
              </div>
            </li>
          ))}
        </ul>
      </Section>
    )
  })
}

/** What counts for a target that is still owed, and where it is done or recorded. */
function HowToDo({ kinds, waiting }: { kinds: readonly string[]; waiting: boolean }) {
  const byHand = kinds.find((kind) => mayRecord(kind))
  return (
    <p>
      {kinds.map(kindWord).join('、')}都算。
      {kinds.includes('proposal.submitted') && <Link to="/proposals">写提案</Link>}
      {byHand && !waiting && (
        <Link to="/duty/records/new" search={{ kind: byHand } as never}>
          做了的去补记
        </Link>
      )}
      {!byHand && !kinds.includes('proposal.submitted') && '办成了自动记。'}
    </p>
  )
}
