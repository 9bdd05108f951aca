import { useQuery } from '@tanstack/react-query'
import { Button, Form, Select } from 'antd'
import { useState } from 'react'
import { type Appraisal, type Appraiser, appraisalRoutes } from '#contract/appraisals.ts'
import { committeeRoutes } from '#contract/committees.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { SelectFilter } from '../../shared/filters.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Section } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { MemberSearch } from '../proposals/draft/member-search.tsx'

type Shown = 'waiting' | 'handedIn' | 'noAccount'

/** Who is invited, by rule and by name, and who has not handed in. What they handed in is nowhere to be seen. */
export function Appraisers({ one, done }: { one: Appraisal; done: () => Promise<unknown> }) {
  const query = useQuery(apiQuery(appraisalRoutes.listAppraisers, { params: { id: one.id } }))
  const [asking, setAsking] = useState<'sectors' | 'byHand' | null>(null)
  const [shown, setShown] = useState<Shown | undefined>()
  const [all, setAll] = useState(false)
  const [busy, setBusy] = useState(false)
  const params = { id: one.id }
  const run = async (work: () => Promise<string>) => {
    setBusy(true)
    try {
      toast(await work())
    } catch (error) {
      toastError(error)
    } finally {
      setBusy(false)
      await done()
    }
  }
  type Invitation = Parameters<typeof call<typeof appraisalRoutes.inviteAppraisers>>[1]['body']
  const invite = async (body: Invitation) => {
    const { added, invited } = await call(appraisalRoutes.inviteAppraisers, { params, body })
    return added === 0 ? `没有新的委员，名单上共 ${invited} 人` : `添了 ${added} 人，名单上共 ${invited} 人`
  }
  const remind = async () => {
    const { reminded } = await call(appraisalRoutes.remindAppraisers, { params })
    return `已提醒 ${reminded} 名还没交的委员`
  }
  const mayRemove = one.actions.includes('edit')
  const remove = (memberIds: string[]) =>
    run(async () => {
      const { invited } = await call(appraisalRoutes.removeAppraisers, { params, body: { memberIds } })
      return `名单上还有 ${invited} 人`
    })
  const rows = query.data?.items ?? []
  return (
    <Section title={`评议委员（${one.invited} 人）`}>
      {one.actions.includes('invite') && (
        <div className="rule-row no-print">
          <Button disabled={busy} onClick={() => void run(() => invite({ way: 'proposers' }))}>
            添有关提案者
          </Button>
          <Button disabled={busy} onClick={() => setAsking('sectors')}>
            按界别添
          </Button>
          <Button disabled={busy} onClick={() => void run(() => invite({ way: 'all' }))}>
            添全体委员
          </Button>
          <Button disabled={busy} onClick={() => setAsking(asking === 'byHand' ? null : 'byHand')}>
            按姓名添
          </Button>
          {one.actions.includes('remind') && rows.some((row) => !row.handedIn) && (
            <Button disabled={busy} onClick={() => void run(remind)}>
              提醒没交的
            </Button>
          )}
          {mayRemove && rows.length > 0 && (
            <LinkButton decisive disabled={busy} onClick={() => void remove(rows.map((row) => row.memberId))}>
              名单清空
            </LinkButton>
          )}
        </div>
      )}
      {asking === 'byHand' && (
        <MemberSearch
          taken={rows.map((row) => row.memberId)}
          busy={busy}
          choose="添上"
          onChoose={(member) => void run(() => invite({ way: 'byHand', memberIds: [member.id] }))}
        />
      )}
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title="还没有评议委员">
            <p>先选参评单位，再“添有关提案者”：这一年提过或联名过它们承办的提案的委员。</p>
          </EmptyState>
        }
      >
        {({ items }) => {
          const found = items.filter((row) => shown === undefined || matches[shown](row))
          // While ballots come in the list is worked with; afterwards it is only looked up.
          const page = all ? found : found.slice(0, one.state === 'drafted' || one.state === 'open' ? 30 : 0)
          return (
            <>
              <div className="rule-row no-print">
                <SelectFilter
                  label={one.state === 'drafted' ? '账号' : '交票'}
                  value={shown}
                  onChange={(value) => setShown(value as Shown | undefined)}
                  options={
                    one.state === 'drafted'
                      ? [['noAccount', '没有账号']]
                      : [
                          ['waiting', '还没交'],
                          ['handedIn', '已交'],
                          ['noAccount', '没有账号'],
                        ]
                  }
                />
                <span className="faint">{`${found.length} 人`}</span>
              </div>
              {page.length > 0 && (
                <DataTable
                  caption="评议委员"
                  rows={page}
                  rowKey={(row) => row.memberId}
                  columns={columnsFor(one.state, mayRemove ? (id) => void remove([id]) : null)}
                />
              )}
              {found.length > page.length && (
                <p>
                  <LinkButton onClick={() => setAll(true)}>
                    {page.length === 0 ? '看名单' : `看其余 ${found.length - page.length} 人`}
                  </LinkButton>
                </p>
              )}
            </>
          )
        }}
      </QueryState>
      {asking === 'sectors' && (
        <SectorDialog
          close={() => setAsking(null)}
          onOk={(ids) => run(() => invite({ way: 'sectors', sectorIds: ids }))}
        />
      )}
    </Section>
  )
}

const matches: Record<Shown, (row: Appraiser) => boolean> = {
  waiting: (row) => !row.handedIn,
  handedIn: (row) => row.handedIn,
  noAccount: (row) => !row.hasAccount,
}

function columnsFor(state: Appraisal['state'], remove: ((id: string) => void) | null): Column<Appraiser>[] {
  return [
    { key: 'name', title: '姓名', render: (row) => row.name },
    { key: 'sector', title: '界别', render: (row) => row.sector ?? '' },
    {
      key: 'handedIn',
      title: state === 'drafted' ? '账号' : '交票',
      render: (row) =>
        row.handedIn ? (
          <StateTag tone="done">已交</StateTag>
        ) : !row.hasAccount ? (
          <StateTag tone="due">没有账号，交不了</StateTag>
        ) : state === 'drafted' ? null : state === 'open' ? (
          <StateTag tone="open">还没交</StateTag>
        ) : (
          <StateTag tone="stopped">没有交</StateTag>
        ),
    },
    ...(remove
      ? [
          {
            key: 'remove',
            title: '移出',
            acts: true,
            render: (row: Appraiser) => (
              <LinkButton aria-label={`把${row.name}移出名单`} onClick={() => remove(row.memberId)}>
                移出
              </LinkButton>
            ),
          },
        ]
      : []),
  ]
}

function SectorDialog({ close, onOk }: { close: () => void; onOk: (ids: string[]) => Promise<unknown> }) {
  const sectors = useQuery(apiQuery(committeeRoutes.listGroups, { query: { kind: 'sector' } }))
  return (
    <FormDialog<{ sectorIds: string[] }>
      open
      title="按界别添评议委员"
      okText="添上"
      onClose={close}
      onOk={({ sectorIds }) => onOk(sectorIds)}
      fields={
        <Form.Item name="sectorIds" label="界别" rules={[{ required: true }]}>
          <Select
            mode="multiple"
            optionFilterProp="label"
            options={(sectors.data?.items ?? []).map((group) => ({ value: group.id, label: group.name }))}
          />
        </Form.Item>
      }
    />
  )
}
