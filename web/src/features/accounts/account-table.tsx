import type { Account } from '#contract/accounts.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { civilDateOf } from '../../shared/dates.ts'
import { hatWords } from '../../shared/layout/hat-switcher.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { useHat } from '../../shared/session.tsx'
import { DataTable } from '../../shared/table.tsx'

export function AccountTable({ accounts, open }: { accounts: readonly Account[]; open: (id: string) => void }) {
  const here = useHat()?.committeeId
  return (
    <DataTable
      caption="账号"
      rows={accounts}
      rowKey={(account) => account.id}
      columns={[
        {
          key: 'name',
          title: '姓名',
          render: (account) => (
            <span className="tags">
              <LinkButton onClick={() => open(account.id)}>{account.name}</LinkButton>
              {account.disabledAt && <span className="tag tag-due">已停用</span>}
            </span>
          ),
        },
        {
          key: 'signIn',
          title: '登录用',
          render: (account) => [account.username, account.phoneMasked].filter(Boolean).join('，'),
        },
        {
          key: 'hats',
          title: '身份',
          bare: true,
          render: (account) =>
            account.hats.length === 0 ? (
              <span className="faint">还没有身份</span>
            ) : (
              account.hats.map((hat) => (
                <div key={hat.id}>
                  {hatWords(hat)} {hat.committeeId !== here && <span className="faint">{hat.committeeName}</span>}
                </div>
              ))
            ),
        },
        {
          key: 'last',
          title: '上次登录',
          render: (account) =>
            account.lastLoginAt ? (
              <CivilDate value={civilDateOf(account.lastLoginAt)} />
            ) : (
              <span className="tag">从未登录</span>
            ),
        },
        {
          key: 'totp',
          title: '验证器',
          render: (account) => (account.totpEnabled ? <span className="tag">已绑定</span> : ''),
        },
      ]}
    />
  )
}
