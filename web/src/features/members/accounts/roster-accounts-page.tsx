import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { type MemberAccountItem, memberAccountRoutes } from '#contract/member-accounts.ts'
import type { RouteResponse } from '#contract/route.ts'
import { apiQuery } from '../../../shared/api.ts'
import { ConfirmDialog } from '../../../shared/dialogs.tsx'
import { SelectFilter } from '../../../shared/filters.tsx'
import { Page, Section } from '../../../shared/page.tsx'
import { EmptyState, QueryState } from '../../../shared/query-state.tsx'
import { useLeaveGuard } from '../../../shared/use-leave-guard.ts'
import { BlockedTable, PickTable } from './pick-table.tsx'
import { Slips } from './slips.tsx'
import { useHandingOut, type Work } from './use-handing-out.ts'
import './slips.css'

/** Accounts for the whole roster: who gets one, who cannot and why, and their first passwords on paper. */
export function RosterAccountsPage() {
  const standing = useQuery(apiQuery(memberAccountRoutes.listMemberAccounts, {}))
  const handing = useHandingOut()
  const { out } = handing
  useLeaveGuard(out !== null, '纸条上的密码只显示这一次，离开就看不到了。要离开吗？')
  return (
    <Page
      title="为名册开户"
      back={{ to: '/members', label: '委员' }}
      lead={out ? undefined : '本届在任的委员，按手机号开账号，初始密码印成纸条。'}
    >
      <QueryState query={standing}>
        {(data) =>
          out ? (
            <Slips
              out={out}
              siteAddress={data.siteAddress ?? `${location.origin}/app/`}
              again={handing.again}
              end={handing.end}
            />
          ) : (
            <Chooser standing={data} begin={handing.begin} />
          )
        }
      </QueryState>
    </Page>
  )
}

const canOpen = (item: MemberAccountItem) => item.state === 'opens' || item.state === 'joins'
const canRenew = (item: MemberAccountItem) => item.state === 'neverSignedIn'
const hasAccount = (item: MemberAccountItem) => ['neverSignedIn', 'otherDuties', 'disabled'].includes(item.state)

interface ChooserProps {
  standing: RouteResponse<typeof memberAccountRoutes.listMemberAccounts>
  begin: (work: Work, memberIds: readonly string[]) => void
}

function Chooser({ standing, begin }: ChooserProps) {
  const { items, inOffice, signedIn } = standing
  const [work, setWork] = useState<Work>('open')
  const [sector, setSector] = useState<string>()
  const [asking, setAsking] = useState(false)
  // Opening is for all unless somebody is left out; a password that may be in somebody's pocket is renewed only when asked for.
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set())
  const opening = work === 'open'
  const without = items.filter((item) => !hasAccount(item))
  const unused = items.filter(hasAccount)
  const mine = opening ? without : unused
  const sectors = [...new Set(mine.map((item) => item.sector).filter((name) => name !== null))]
  const shown = mine.filter((item) => !sector || item.sector === sector)
  const able = shown.filter(opening ? canOpen : canRenew)
  const blocked = shown.filter((item) => !able.includes(item))
  const picked = new Set(able.map((item) => item.memberId).filter((id) => changed.has(id) !== opening))
  const pick = (ids: readonly string[], on: boolean) => {
    const next = new Set(changed)
    for (const id of ids) on === opening ? next.delete(id) : next.add(id)
    setChanged(next)
  }
  const turnTo = (next: Work) => {
    setWork(next)
    setSector(undefined)
    setChanged(new Set())
  }
  const joining = able.filter((item) => picked.has(item.memberId) && item.state === 'joins').length
  if (inOffice === 0)
    return (
      <EmptyState title="名册还是空的">
        <p>先登记届次、导入名单，再来开户。</p>
      </EmptyState>
    )
  return (
    <>
      <p>
        在任 {inOffice} 人：没有账号 {without.length} 人，已开户、还没登录过 {unused.length} 人，已登录过 {signedIn}{' '}
        人。
      </p>
      <fieldset className="choice-row account-work">
        <legend className="visually-hidden">要办哪一样</legend>
        <button type="button" className="choice" aria-pressed={opening} onClick={() => turnTo('open')}>
          没有账号的（{without.length}）
        </button>
        <button type="button" className="choice" aria-pressed={!opening} onClick={() => turnTo('renew')}>
          还没登录过的（{unused.length}）
        </button>
      </fieldset>
      {mine.length === 0 ? (
        <EmptyState title={opening ? '在任的委员都有账号了' : '开了户的都登录过'} />
      ) : (
        <>
          {sectors.length > 1 && (
            <div className="filters">
              <SelectFilter
                label="界别"
                value={sector}
                onChange={setSector}
                options={sectors.map((name) => [name, name])}
              />
            </div>
          )}
          {able.length > 0 && (
            <Section
              title={opening ? '可以开户的' : '可以重发初始密码的'}
              actions={
                <Button type="primary" disabled={picked.size === 0} onClick={() => setAsking(true)}>
                  {opening ? '开户' : '重发初始密码'}（{picked.size} 人）
                </Button>
              }
            >
              <PickTable
                caption={opening ? '可以开户的委员' : '可以重发的委员'}
                told={opening ? '开户以后' : '情形'}
                items={able}
                picked={picked}
                pick={pick}
              />
            </Section>
          )}
          {blocked.length > 0 && (
            <Section title={`${opening ? '开不了户的' : '不能在这里重发的'}（${blocked.length} 人）`}>
              <BlockedTable caption="还不能办的委员" items={blocked} />
            </Section>
          )}
        </>
      )}
      <ConfirmDialog
        open={asking}
        title={opening ? `给 ${picked.size} 名委员开户` : `给 ${picked.size} 名委员重发初始密码`}
        okText={opening ? '开户' : '重发'}
        decisive={!opening}
        onClose={() => setAsking(false)}
        onOk={async () => begin(work, [...picked])}
      >
        {opening ? (
          <p>
            {picked.size - joining > 0 && `${picked.size - joining} 人新开账号，初始密码只显示一次。`}
            {joining > 0 && `${joining} 人已有账号，只加上委员身份，密码照旧。`}
            请先备好打印机。
          </p>
        ) : (
          <p>他们手里的初始密码立即作废，新的只显示一次。</p>
        )}
      </ConfirmDialog>
    </>
  )
}
