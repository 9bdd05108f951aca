import { Button } from 'antd'
import type { Account } from '#contract/accounts.ts'
import { Instant } from '../../shared/date-text.tsx'
import { hatWords } from '../../shared/layout/hat-switcher.tsx'
import { DataTable } from '../../shared/table.tsx'

export function AccountTable({ accounts, open }: { accounts: readonly Account[]; open: (id: string) => void }) {
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
              <Button type="link" size="small" className="row-link" onClick={() => open(account.id)}>
                {account.name}
              </Button>
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
          render: (account) =>
            account.hats.length === 0 ? (
              <span className="faint">还没有身份</span>
            ) : (
              account.hats.map((hat) => (
                <div key={hat.id}>
                  {hatWords(hat)} <span className="faint">{hat.committeeName}</span>
                </div>
              ))
            ),
        },
        {
          key: 'last',
          title: '上次登录',
          render: (account) =>
            account.lastLoginAt ? <Instant value={account.lastLoginAt} /> : <span className="tag">从未登录</span>,
        },
        { key: 'totp', title: '验证器', render: (account) => (account.totpEnabled ? '已绑定' : '') },
      ]}
    />
  )
}
