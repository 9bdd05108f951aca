import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Form } from 'antd'
import { useState } from 'react'
import { assessmentDeliveryRoutes } from '#contract/assessment-delivery.ts'
import { type Assessment, type AssessmentResultItem, assessmentRoutes, type ResultList } from '#contract/assessments.ts'
import { gradeWord, type LineMeasure } from '#contract/scoring-scheme.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { CivilDate } from '../../shared/date-text.tsx'
import { today } from '../../shared/dates.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { DownloadButton, download } from '../../shared/download-button.tsx'
import { Filters, SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Section } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { useListState } from '../../shared/url-state.ts'
import { measureWords, points } from '../scoring/words.ts'
import { listWords } from './words.ts'

/** Everybody's results with the lists of a round: for awards, of each line, of those not judged or not signed. */
export function Results({ round }: { round: Assessment }) {
  const list = useListState<{ q?: string; grade?: string; list?: ResultList; measure?: LineMeasure }>()
  const { cursor, ...filters } = list.search
  // The measures the scheme of this round names, no others.
  const measures = [...new Set(round.scheme?.lines.map(({ measure }) => measure) ?? [])]
  const query = useQuery({
    ...apiQuery(assessmentRoutes.listResults, { params: { id: round.id }, query: { ...filters, cursor, limit: 50 } }),
    placeholderData: (before) => before,
  })
  const client = useQueryClient()
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [signing, setSigning] = useState(false)
  const notes = filters.list === 'unsigned' && round.actions.includes('handOver')
  const listName = filters.measure
    ? `${measureWords[filters.measure]}名单`
    : filters.list
      ? listWords[filters.list]
      : '结果'
  const columns: Column<AssessmentResultItem>[] = [
    {
      key: 'name',
      title: '姓名',
      bare: true,
      render: (one) => (
        <>
          {notes && (
            <Checkbox
              aria-label={`勾选${one.name}`}
              checked={ticked.includes(one.subjectId)}
              onChange={(event) =>
                setTicked((before) =>
                  event.target.checked ? [...before, one.subjectId] : before.filter((each) => each !== one.subjectId),
                )
              }
            />
          )}{' '}
          <Link to="/assessments/$id/results/$subjectId" params={{ id: round.id, subjectId: one.subjectId }}>
            {one.name}
          </Link>
          {one.standing && <span className="faint"> 常委</span>}
        </>
      ),
    },
    { key: 'about', title: round.kind === 'members' ? '界别' : '部门', render: (one) => one.about },
    { key: 'points', title: '分数', align: 'right', render: (one) => points(one.centipoints) },
    { key: 'grade', title: '等次', render: (one) => gradeWord(round.scheme?.grades ?? [], one.grade) },
    {
      key: 'notes',
      title: '留意',
      render: (one) => (
        <span className="why">
          {one.openObjections > 0 && <strong className="due">异议待答复</strong>}
          {one.unjudged > 0 && <span className="due">{one.unjudged} 项待评定</span>}
          {one.unmet > 0 && <span>有 {one.unmet} 项没有做到</span>}
          {one.crossed.map(({ name, measure }) => (
            <span key={name}>
              {name}（{measureWords[measure]}）
            </span>
          ))}
          {one.acknowledgedOn ? (
            <span className="faint">
              {one.acknowledgedWay === 'paper' ? '纸上签字' : '已签字'}{' '}
              <CivilDate value={one.acknowledgedOn} far={false} />
            </span>
          ) : (
            one.confirmedAt && <span className="faint">本人已核对</span>
          )}
        </span>
      ),
    },
  ]
  return (
    <Section
      title="结果"
      actions={
        <>
          {notes && (
            <Button type="primary" disabled={ticked.length === 0} onClick={() => setSigning(true)}>
              记下纸质签字{ticked.length > 0 && `（${ticked.length}）`}
            </Button>
          )}
          {filters.list === 'awards' && (
            <Link to="/recognitions" className="button">
              去授予称号
            </Link>
          )}
          <Button
            onClick={() =>
              void download(
                assessmentDeliveryRoutes.getResultListPaper,
                { params: { id: round.id }, query: filters },
                `${round.title}${listName}.docx`,
              ).catch(toastError)
            }
          >
            名单（Word）
          </Button>
          <DownloadButton
            route={{ ...assessmentRoutes.exportResults, path: `/assessments/${round.id}/results/export` as '/' }}
            query={filters}
            name={`${round.title}${listName}`}
          />
        </>
      }
    >
      <Filters
        first={<SearchFilter label="姓名" value={filters.q} onChange={(value) => list.filter({ q: value })} />}
        count={[filters.grade, filters.list, filters.measure].filter(Boolean).length}
        clear={list.clear}
      >
        <SelectFilter
          label="名单"
          value={filters.list}
          onChange={(value) => list.filter({ list: value })}
          options={Object.entries(listWords)}
        />
        <SelectFilter
          label="触到哪条线"
          value={filters.measure}
          onChange={(value) => list.filter({ measure: value })}
          options={measures.map((one) => [one, measureWords[one]] as const)}
        />
        <SelectFilter
          label="等次"
          value={filters.grade}
          onChange={(value) => list.filter({ grade: value })}
          options={(round.scheme?.grades ?? []).map(({ name }) => [name, name] as const)}
        />
      </Filters>
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={filters.list === 'awards' ? '没有评优人选' : '没有符合条件的'}>
            <p>
              {filters.list === 'awards'
                ? '评优人选按办法里最高的一个等次列出，办法至少要分三个等次。没有达到的，或者另有人选的，可以直接到“称号”里授予。'
                : '换个条件试试。'}
            </p>
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            {notes && items.length > 1 && (
              <p>
                <LinkButton onClick={() => setTicked(ticked.length > 0 ? [] : items.map((one) => one.subjectId))}>
                  {ticked.length > 0 ? '都不勾' : `勾上这一页的 ${items.length} 人`}
                </LinkButton>
              </p>
            )}
            <DataTable caption="考核结果" rows={items} rowKey={(one) => one.subjectId} columns={columns} />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
      {signing && (
        <FormDialog<{ on: string }>
          open
          title={`记下 ${ticked.length} 人的纸质签字`}
          okText="记下"
          initialValues={{ on: today() }}
          onClose={() => setSigning(false)}
          onOk={async ({ on }) => {
            const body = { subjectIds: [...ticked], on }
            const { noted } = await call(assessmentDeliveryRoutes.noteSignatures, { params: { id: round.id }, body })
            setTicked([])
            await client.invalidateQueries()
            toast(`已记下 ${noted} 人`)
          }}
          fields={
            <Form.Item name="on" label="哪一天签的" rules={[{ required: true }]}>
              <DateInput />
            </Form.Item>
          }
        >
          <p>委员在纸质通知上签了字的，在这里记下，记录里写明是机关代记。</p>
        </FormDialog>
      )}
    </Section>
  )
}
