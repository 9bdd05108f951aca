import './assessments.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { assessmentDeliveryRoutes, type Delivery } from '#contract/assessment-delivery.ts'
import { assessmentRoutes } from '#contract/assessments.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { CivilDate } from '../../shared/date-text.tsx'
import { today } from '../../shared/dates.ts'
import { ConfirmDialog, FormDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { download } from '../../shared/download-button.tsx'
import { Filters, SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { useListState } from '../../shared/url-state.ts'
import { ZipButton } from '../documents/zip-button.tsx'
import { receiverWords } from './words.ts'

type Asking = 'hand' | 'renew' | Delivery | null

/** Delivering a round: who has signed for their result, and which unit was handed its list. */
export function DeliveriesPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const client = useQueryClient()
  const me = useMe()
  const office = hasRole(me, 'memberOffice')
  const list = useListState<{ q?: string; handed?: 'yes' | 'no' }>()
  const { cursor, q, handed } = list.search
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [asking, setAsking] = useState<Asking>(null)
  const params = { id }
  const round = useQuery(apiQuery(assessmentRoutes.getAssessment, { params }))
  const query = useQuery({
    ...apiQuery(assessmentDeliveryRoutes.listDeliveries, { params, query: { q, handed, cursor, limit: 50 } }),
    placeholderData: (before) => before,
  })
  const title = round.data?.title ?? '年度考核'
  const delivered = round.data?.actions.includes('handOver') ?? false
  const done = async (words: string) => {
    setTicked([])
    await client.invalidateQueries()
    toast(words)
  }
  const take = (one: Delivery, format: 'docx' | 'xlsx') =>
    download(
      assessmentDeliveryRoutes.getDeliveryList,
      { params: { id, deliveryId: one.id }, query: { format } },
      `${one.receiver}.${format}`,
    ).catch(toastError)
  const open = query.data?.items.filter((one) => one.handedOn === null).map((one) => one.id) ?? []
  const columns: Column<Delivery>[] = [
    {
      key: 'receiver',
      title: '送给',
      bare: true,
      render: (one) =>
        office && delivered && one.handedOn === null ? (
          <Checkbox
            checked={ticked.includes(one.id)}
            onChange={(event) =>
              setTicked((before) =>
                event.target.checked ? [...before, one.id] : before.filter((each) => each !== one.id),
              )
            }
          >
            {one.receiver}
          </Checkbox>
        ) : (
          one.receiver
        ),
    },
    {
      key: 'kind',
      title: '为什么送',
      render: (one) => `${receiverWords[one.receiverKind]}${one.further ? '，补送' : ''}`,
    },
    { key: 'subjects', title: '委员', align: 'right', render: (one) => `${one.subjects} 人` },
    { key: 'points', title: '内容', render: (one) => (one.showsPoints ? '等次和分数' : '等次') },
    {
      key: 'handed',
      title: '送达',
      render: (one) =>
        one.handedOn === null ? (
          <span className="due">还没有送</span>
        ) : (
          <>
            <CivilDate value={one.handedOn} far={false} /> {one.way}，{one.handedBy}经手
            {one.receivedBy && `，${one.receivedBy}签收`}
          </>
        ),
    },
    {
      key: 'acts',
      title: '操作',
      acts: true,
      render: (one) => (
        <>
          <LinkButton onClick={() => void take(one, 'docx')}>Word</LinkButton>
          <LinkButton onClick={() => void take(one, 'xlsx')}>Excel</LinkButton>
          {office && delivered && one.handedOn !== null && (
            <LinkButton onClick={() => setAsking(one)}>记错了</LinkButton>
          )}
        </>
      ),
    },
  ]
  return (
    <Page
      title="结果送达"
      lead={`${title}：委员各看各的结果并签字，单位和部门各收各的名单。`}
      back={{ to: '/assessments/$id', label: title, params }}
    >
      <Section
        title="委员本人"
        actions={
          <ZipButton
            route={assessmentDeliveryRoutes.getResultNotices}
            input={{ params, query: {} }}
            name={`${title}结果通知`}
            label="结果通知，每人一份（Word）"
          />
        }
      >
        {query.data && (
          <p>
            {query.data.counts.subjects} 人里，{query.data.counts.acknowledged} 人已经签字确认。
            {query.data.counts.acknowledged < query.data.counts.subjects && (
              <>
                {' '}
                <Link to="/assessments/$id" params={params} search={{ list: 'unsigned' } as never}>
                  看还没签字的 {query.data.counts.subjects - query.data.counts.acknowledged} 人
                </Link>
                ，在纸上签了的可以在那里记下。
              </>
            )}
          </p>
        )}
      </Section>
      <Section
        title="单位和部门"
        actions={
          <>
            {office && delivered && (
              <Button type="primary" disabled={ticked.length === 0} onClick={() => setAsking('hand')}>
                记下送达{ticked.length > 0 && `（${ticked.length}）`}
              </Button>
            )}
            <ZipButton
              route={assessmentDeliveryRoutes.getDeliveryLists}
              input={{ params, query: { q, handed } }}
              name={`${title}送达名单`}
              label="全部函件（Word）"
              disabled={(query.data?.items.length ?? 0) === 0}
            />
            {office && delivered && <Button onClick={() => setAsking('renew')}>按设置重列</Button>}
          </>
        }
      >
        <Filters
          first={<SearchFilter label="单位" value={q} onChange={(value) => list.filter({ q: value })} />}
          count={handed ? 1 : 0}
          clear={list.clear}
        >
          <SelectFilter
            label="送达"
            value={handed}
            onChange={(value) => list.filter({ handed: value })}
            options={[
              ['no', '还没有送'],
              ['yes', '已经送达'],
            ]}
          />
        </Filters>
        {query.data && query.data.counts.withoutEmployer > 0 && (
          <p className="faint">
            {query.data.counts.withoutEmployer} 人没有登记工作单位，不在任何单位的名单里。补好资料以后点“按设置重列”。
          </p>
        )}
        <QueryState
          query={query}
          isEmpty={({ items }) => items.length === 0}
          empty={
            <EmptyState title="没有要送的单位">
              <p>送给哪些单位、送哪些等次的，在设置的“考核结果送达”里定。反馈以后按它列出来。</p>
            </EmptyState>
          }
        >
          {({ items, nextCursor, counts }) => (
            <>
              <p>
                共 {counts.receivers} 份，已送 {counts.handed} 份。
                {office && delivered && open.length > 1 && (
                  <LinkButton onClick={() => setTicked(ticked.length === open.length ? [] : open)}>
                    {ticked.length === open.length ? '都不勾' : `勾上这一页没有送的 ${open.length} 份`}
                  </LinkButton>
                )}
              </p>
              <DataTable caption="单位和部门" rows={items} rowKey={(one) => one.id} columns={columns} />
              <Pager {...list} nextCursor={nextCursor} />
            </>
          )}
        </QueryState>
      </Section>
      {asking === 'hand' && (
        <FormDialog<{ on: string; way: string; receivedBy?: string }>
          open
          title={`记下送达：${ticked.length} 份`}
          okText="记下"
          initialValues={{ on: today(), way: '公函' }}
          onClose={() => setAsking(null)}
          onOk={async ({ on, way, receivedBy }) => {
            const body = { ids: [...ticked], on, way, receivedBy: receivedBy ?? '' }
            const { handed: n } = await call(assessmentDeliveryRoutes.handOver, { params, body })
            await done(`已记下 ${n} 份`)
          }}
          fields={
            <>
              <Form.Item name="on" label="哪一天送的" rules={[{ required: true }]}>
                <DateInput />
              </Form.Item>
              <Form.Item name="way" label="怎么送的" rules={[{ required: true, whitespace: true }]}>
                <Input maxLength={40} />
              </Form.Item>
              <Form.Item name="receivedBy" label="谁签收的（可不填）">
                <Input maxLength={40} />
              </Form.Item>
            </>
          }
        />
      )}
      {asking === 'renew' && (
        <ConfirmDialog
          open
          title="按现在的设置和资料重列？"
          okText="重列"
          onClose={() => setAsking(null)}
          onOk={async () => {
            const { receivers } = await call(assessmentDeliveryRoutes.renewDeliveries, { params, body: {} })
            await done(`共 ${receivers} 份`)
          }}
        >
          <p>
            已经送达的不变，没有送的按“考核结果送达”的设置和委员现在的单位重新列。送达以后才补上单位的人，给那家单位另列一份，写着补送。
          </p>
        </ConfirmDialog>
      )}
      {asking !== null && typeof asking === 'object' && (
        <ReasonDialog
          open
          title={`取消“${asking.receiver}”的送达记录`}
          okText="取消记录"
          maxLength={200}
          onClose={() => setAsking(null)}
          onOk={async (note) => {
            await call(assessmentDeliveryRoutes.takeHandoverBack, {
              params: { id, deliveryId: asking.id },
              body: { note },
            })
            await done('已取消')
          }}
        />
      )}
    </Page>
  )
}
