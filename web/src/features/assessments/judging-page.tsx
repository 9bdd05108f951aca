import './assessments.css'
import '../scoring/scoring.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Checkbox, Input } from 'antd'
import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { assessmentJudgingRoutes, type JudgementRow } from '#contract/assessment-judging.ts'
import { type Assessment, assessmentRoutes } from '#contract/assessments.ts'
import { gradeWord, type SchemeItem } from '#contract/scoring-scheme.ts'
import { apiQuery, call, errorWords, problemOf } from '../../shared/api.ts'
import { Filters, SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { useListState } from '../../shared/url-state.ts'
import { useLeaveGuard } from '../../shared/use-leave-guard.ts'
import { points } from '../scoring/words.ts'
import { markOf, markProblem } from './marks.ts'
import { nothingToJudge, onlyVetoes } from './words.ts'

/** What is typed in a row, and what became of it. */
interface Draft {
  marks: Readonly<Record<string, string>>
  vetoes: readonly string[]
  note: string
  status: 'typed' | 'sending' | 'saved' | 'refused'
  words: string
}

const draftOf = ({ judged, vetoes, note }: JudgementRow): Draft => ({
  marks: Object.fromEntries(Object.entries(judged).map(([key, centipoints]) => [key, String(centipoints / 100)])),
  vetoes,
  note,
  status: 'saved',
  words: '',
})

/** Judging many at once: a row each, saved as soon as it is left; Enter and the arrows go up and down a column. */
export function JudgingPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery(apiQuery(assessmentRoutes.getAssessment, { params: { id } }))
  return (
    <QueryState query={query} lines={10}>
      {(round) => <Judging round={round} />}
    </QueryState>
  )
}

function Judging({ round }: { round: Assessment }) {
  const list = useListState<{ q?: string; list?: 'unjudged' }>()
  const { cursor, q, list: only } = list.search
  const client = useQueryClient()
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({})
  /** Rows as they came back from saving: newer than the list. */
  const [saved, setSaved] = useState<Readonly<Record<string, JudgementRow>>>({})
  const query = useQuery({
    ...apiQuery(assessmentJudgingRoutes.listJudgements, {
      params: { id: round.id },
      query: { q, list: only, cursor, limit: 50 },
    }),
    staleTime: 0,
    // What is being typed must not be swept away by a list that comes again.
    refetchOnWindowFocus: false,
    placeholderData: (before) => before,
  })
  const unsaved = Object.values(drafts).filter(({ status }) => status !== 'saved').length
  useLeaveGuard(unsaved > 0, `还有 ${unsaved} 人的评定没有保存。要离开这一页吗？`)
  const items = round.scheme?.items.filter(({ way }) => way === 'judged') ?? []
  const vetoes = round.scheme?.vetoes.filter(({ match }) => match === null) ?? []
  const rows = (query.data?.items ?? []).map((one) => saved[one.subjectId] ?? one)
  const draft = (one: JudgementRow): Draft => drafts[one.subjectId] ?? draftOf(one)
  const type = (one: JudgementRow, typed: Partial<Draft>) =>
    setDrafts((before) => ({
      ...before,
      [one.subjectId]: { ...(before[one.subjectId] ?? draftOf(one)), ...typed, status: 'typed', words: '' },
    }))
  const tell = (one: JudgementRow, given: Draft) => setDrafts((before) => ({ ...before, [one.subjectId]: given }))
  /** What became of what was sent; what was typed meanwhile stays as it is typed. */
  const sent = (one: JudgementRow, became: Pick<Draft, 'status' | 'words'>) =>
    setDrafts((before) => {
      const now = before[one.subjectId]
      return now?.status === 'sending' ? { ...before, [one.subjectId]: { ...now, ...became } } : before
    })
  /** The version last answered of each row, and what of it is still on its way: one after the other. */
  const versions = useRef<Record<string, number>>({})
  const underway = useRef<Record<string, Promise<void>>>({})

  const save = (one: JudgementRow, given: Draft) => {
    const marks = items.filter((item) => isFor(item, one)).map((item) => [item, given.marks[item.key] ?? ''] as const)
    if (marks.some(([item, typed]) => markProblem(item, markOf(typed)) !== null))
      return tell(one, { ...given, status: 'refused', words: '没有保存，请改过标红的' })
    tell(one, { ...given, status: 'sending' })
    const judged = Object.fromEntries(
      marks
        .filter(([, typed]) => typed.trim() !== '')
        .map(([{ key }, typed]) => [key, Math.round(markOf(typed)! * 100)]),
    )
    const body = { judged, vetoes: [...given.vetoes], note: given.note }
    const before = underway.current[one.subjectId] ?? Promise.resolve()
    underway.current[one.subjectId] = before.then(() => send(one, body))
  }
  const send = async (one: JudgementRow, body: { judged: Record<string, number>; vetoes: string[]; note: string }) => {
    const { subjectId } = one
    const version = versions.current[subjectId] ?? one.version
    try {
      const params = { id: round.id, subjectId }
      const made = await call(assessmentJudgingRoutes.judgeResult, { params, body: { ...body, version } })
      versions.current[subjectId] = made.version
      setSaved((before) => ({ ...before, [subjectId]: { ...one, ...body, ...made } }))
      sent(one, { status: 'saved', words: '已保存' })
      // Other pages read it anew; this table has what it needs.
      void client.invalidateQueries({ refetchType: 'none' })
    } catch (error) {
      const problem = problemOf(error)
      const stale = problem?.code === 'version.stale'
      // Another desk was first: what is typed here stays, and saved once more it takes the place of theirs.
      if (stale) versions.current[subjectId] = Number(problem.details?.currentVersion)
      const words = stale ? '刚才有人也评了这一位，请核对；再存一次就用您填的。' : errorWords(error)
      sent(one, { status: 'refused', words })
    }
  }
  const leave = (one: JudgementRow) => {
    const given = drafts[one.subjectId]
    if (given && (given.status === 'typed' || given.status === 'refused')) save(one, given)
  }

  if (round.scheme !== null && items.length === 0 && vetoes.length === 0)
    return (
      <Page title="逐人评定" back={{ to: '/assessments/$id', label: round.title, params: { id: round.id } }}>
        <EmptyState title={nothingToJudge.title}>
          <p>{nothingToJudge.words}</p>
        </EmptyState>
      </Page>
    )

  const columns: Column<JudgementRow>[] = [
    {
      key: 'name',
      title: '姓名',
      bare: true,
      render: (one) => (
        <>
          <Link
            to="/assessments/$id/results/$subjectId"
            params={{ id: round.id, subjectId: one.subjectId }}
            target="_blank"
          >
            {one.name}
          </Link>
          <br />
          <span className="faint">{one.about}</span>
        </>
      ),
    },
    {
      key: 'points',
      title: '得分',
      align: 'right',
      render: (one) => (
        <>
          {points(one.centipoints)}
          <br />
          <span className="faint nowrap">
            {one.unjudged > 0 ? '未评完' : gradeWord(round.scheme?.grades ?? [], one.grade)}
          </span>
        </>
      ),
    },
    ...items.map(
      (item): Column<JudgementRow> => ({
        key: item.key,
        title: `${item.name}${item.cap === null ? '' : `（${points(item.cap)}）`}`,
        render: (one) =>
          one.oneself || !isFor(item, one) ? (
            <span className="faint">{one.oneself ? '由他人评定' : '不评'}</span>
          ) : (
            <Mark
              label={`${one.name}：${item.name}`}
              column={item.key}
              value={draft(one).marks[item.key] ?? ''}
              problem={markProblem(item, markOf(draft(one).marks[item.key] ?? ''))}
              onType={(value) => type(one, { marks: { ...draft(one).marks, [item.key]: value } })}
            />
          ),
      }),
    ),
    ...(vetoes.length > 0
      ? [
          {
            key: 'vetoes',
            title: '一票否决',
            render: (one: JudgementRow) =>
              !one.oneself && (
                <Checkbox.Group
                  value={[...draft(one).vetoes]}
                  options={vetoes.map(({ key, name }) => ({ value: key, label: name }))}
                  onChange={(value) => type(one, { vetoes: value })}
                />
              ),
          },
        ]
      : []),
    {
      key: 'note',
      title: '评定意见（不给本人看）',
      render: (one) =>
        !one.oneself && (
          <Input
            aria-label={`${one.name}：评定意见`}
            data-column="note"
            value={draft(one).note}
            maxLength={1000}
            onChange={(event) => type(one, { note: event.target.value })}
          />
        ),
    },
    {
      key: 'status',
      title: '保存',
      render: (one) => (
        <Status
          draft={drafts[one.subjectId]}
          unjudged={one.unjudged}
          judged={items.some((item) => isFor(item, one))}
          again={() => leave(one)}
        />
      ),
    },
  ]

  /** A row is saved when the focus leaves it. */
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    const row = (event.target as HTMLElement).closest('tr')
    if (!row || (event.relatedTarget instanceof Node && row.contains(event.relatedTarget))) return
    const one = rows[row.sectionRowIndex]
    if (one && row.closest('tbody')) leave(one)
  }
  return (
    <Page
      title="逐人评定"
      lead={`${round.title}：每行一人，填好离开这一行就保存；回车或者上下方向键到下一人。`}
      back={{ to: '/assessments/$id', label: round.title, params: { id: round.id } }}
    >
      <Filters
        first={<SearchFilter label="姓名" value={q} onChange={(value) => list.filter({ q: value })} />}
        count={only ? 1 : 0}
        clear={list.clear}
      >
        <SelectFilter
          label="看谁"
          value={only}
          onChange={(value) => list.filter({ list: value })}
          options={[['unjudged', '还没评定的']]}
        />
      </Filters>
      <QueryState
        query={query}
        isEmpty={({ items: found }) => found.length === 0}
        empty={
          <EmptyState title={only ? '都评定了' : '没有符合条件的'}>
            <p>{only ? '可以回到这一轮，进到下一步。' : '换个条件试试。'}</p>
          </EmptyState>
        }
      >
        {({ nextCursor }) => (
          <>
            {items.length === 0 && <p className="assessment-next">{onlyVetoes}</p>}
            <FillBlanks
              items={items}
              fill={(item, mark) => {
                for (const one of rows) {
                  const given = draft(one)
                  if (one.oneself || !isFor(item, one) || (given.marks[item.key] ?? '') !== '') continue
                  save(one, { ...given, marks: { ...given.marks, [item.key]: mark } })
                }
              }}
            />
            {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears what its fields do */}
            <div className="assessment-judging" onBlur={onBlur} onKeyDown={moveInColumn}>
              <DataTable caption="逐人评定" rows={rows} rowKey={(one) => one.subjectId} columns={columns} />
            </div>
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
    </Page>
  )
}

const isFor = ({ members }: SchemeItem, { standing }: JudgementRow): boolean =>
  members === 'all' || (members === 'standing') === standing

function Mark(props: {
  label: string
  column: string
  value: string
  problem: string | null
  onType: (value: string) => void
}) {
  return (
    <span className="assessment-mark">
      <Input
        aria-label={props.label}
        data-column={props.column}
        inputMode="decimal"
        autoComplete="off"
        value={props.value}
        status={props.problem ? 'error' : undefined}
        onChange={(event) => props.onType(event.target.value)}
        onFocus={(event) => event.target.select()}
      />
      {props.problem && <span className="due">{props.problem}</span>}
    </span>
  )
}

function Status(props: {
  draft: Draft | undefined
  unjudged: number
  /** The scheme has something to be judged of this one. */
  judged: boolean
  again: () => void
}) {
  const { draft, unjudged, judged, again } = props
  const words: ReactNode =
    draft?.status === 'sending' ? (
      '正在保存…'
    ) : draft?.status === 'typed' ? (
      '还没有保存'
    ) : draft?.status === 'refused' ? (
      <span className="due">
        {draft.words}{' '}
        <button type="button" className="link-button" onClick={again}>
          再存一次
        </button>
      </span>
    ) : unjudged > 0 ? (
      <span className="due">待评定</span>
    ) : (
      <span className="faint">{draft?.words || (judged ? '已评定' : '')}</span>
    )
  return <span role="status">{words}</span>
}

/** The same mark for all on the page who have none yet: where most get the same, only the others are typed. */
function FillBlanks({ items, fill }: { items: readonly SchemeItem[]; fill: (item: SchemeItem, mark: string) => void }) {
  const [marks, setMarks] = useState<Readonly<Record<string, string>>>({})
  if (items.length === 0) return null
  return (
    <details className="no-print" open={items.length === 1}>
      <summary>没有填的，一次填上</summary>
      <div className="assessment-fill">
        {items.map((item) => {
          const typed = marks[item.key] ?? ''
          const problem = markProblem(item, markOf(typed))
          return (
            <form
              key={item.key}
              onSubmit={(event) => {
                event.preventDefault()
                if (typed.trim() !== '' && problem === null) fill(item, typed)
              }}
            >
              <span>{item.name}没有填的，这一页都填</span>
              <Input
                aria-label={`${item.name}没有填的，这一页都填`}
                inputMode="decimal"
                autoComplete="off"
                value={typed}
                status={problem ? 'error' : undefined}
                onChange={(event) => setMarks({ ...marks, [item.key]: event.target.value })}
              />
              <Button htmlType="submit" disabled={typed.trim() === '' || problem !== null}>
                填上
              </Button>
              {problem && <span className="due">{problem}</span>}
            </form>
          )
        })}
      </div>
    </details>
  )
}

/** Enter, ↓ and ↑ go to the same field of the next or the former row. */
function moveInColumn(event: KeyboardEvent<HTMLElement>): void {
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key]
  const { target } = event
  if (!step || event.nativeEvent.isComposing || !(target instanceof HTMLInputElement) || !target.dataset.column) return
  event.preventDefault()
  const fields = [
    ...event.currentTarget.querySelectorAll<HTMLInputElement>(`input[data-column="${target.dataset.column}"]`),
  ]
  const next = fields[fields.indexOf(target) + step]
  if (next) next.focus()
  else target.blur()
}
