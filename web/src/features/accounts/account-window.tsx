import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { type Account, accountRoutes, type Hat, type UnitDesk } from '#contract/accounts.ts'
import { call } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { ConfirmDialog, FormDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { FirstPassword } from '../../shared/first-password.tsx'
import { hatWords } from '../../shared/layout/hat-switcher.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Facts, Section } from '../../shared/page.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { toast } from '../../shared/toast.tsx'
import { DesksItem, GrantHatDialog } from './grant-hat-dialog.tsx'

interface Props {
  account: Account
  committees: readonly (readonly [id: string, name: string])[]
  close: () => void
}

type Asking = 'disable' | 'enable' | 'reset' | 'grant' | Hat

/** One account: the system administrator opens it without any right, the security administrator gives rights and takes them. */
export function AccountWindow({ account, committees, close }: Props) {
  const me = useMe()
  const client = useQueryClient()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [seating, setSeating] = useState<Hat | null>(null)
  const [firstPassword, setFirstPassword] = useState<string | null>(null)
  const security = hasRole(me, 'securityAdmin')
  const own = account.id === me.accountId
  const params = { id: account.id }
  const done = () => setAsking(null)
  const settled = async (words: string) => {
    await client.invalidateQueries({ queryKey: [accountRoutes.listAccounts.path] })
    toast(words)
  }
  const revoked = typeof asking === 'object' ? asking : null
  return (
    <Modal open title={account.name} footer={null} onCancel={close} width="min(44rem, calc(100vw - 2rem))">
      <Facts
        items={
          [
            ['用户名', account.username],
            ['手机号', account.phoneMasked],
            ['上次登录', account.lastLoginAt ? <Instant key="at" value={account.lastLoginAt} /> : '从未登录'],
            ['验证器', account.totpEnabled ? '已绑定' : '没有绑定'],
            ['停用', account.disabledAt && <Instant key="off" value={account.disabledAt} />],
          ].filter(([label, value]) => label !== '停用' || value) as [string, string][]
        }
      />
      <Section
        title="身份"
        actions={
          security &&
          !own && (
            <Button size="small" onClick={() => setAsking('grant')}>
              授予身份
            </Button>
          )
        }
      >
        {account.hats.length === 0 && <p className="faint">还没有身份，登录后什么也看不到。</p>}
        <ul>
          {account.hats.map((hat) => (
            <li key={hat.id}>
              {hatWords(hat)} <span className="faint">{hat.committeeName}</span>
              {security && !own && hat.unitId && <LinkButton onClick={() => setSeating(hat)}>调整岗位</LinkButton>}
              {security && !own && (
                <LinkButton decisive onClick={() => setAsking(hat)}>
                  收回
                </LinkButton>
              )}
            </li>
          ))}
        </ul>
      </Section>
      {own ? (
        <p className="faint">这是您自己的账号。为避免误操作，不能停用自己，也不能给自己授予身份。</p>
      ) : (
        <div className="form-buttons section">
          {security && <Button onClick={() => setAsking('reset')}>重设密码</Button>}
          {security && account.disabledAt && <Button onClick={() => setAsking('enable')}>恢复启用</Button>}
          {security && !account.disabledAt && (
            <Button danger onClick={() => setAsking('disable')}>
              停用
            </Button>
          )}
        </div>
      )}
      <ReasonDialog
        open={asking === 'disable'}
        title={`停用 ${account.name} 的账号`}
        okText="停用"
        decisive
        maxLength={200}
        onClose={done}
        onOk={async (reason) => {
          await call(accountRoutes.disableAccount, { params, body: { reason } })
          await settled('账号已停用')
        }}
      >
        <p>立即生效，已登录的也会退出。以往的记录不变。</p>
      </ReasonDialog>
      <ConfirmDialog
        open={asking === 'enable'}
        title={`恢复 ${account.name} 的账号`}
        okText="恢复启用"
        onClose={done}
        onOk={async () => {
          await call(accountRoutes.enableAccount, { params })
          await settled('账号已恢复')
        }}
      />
      <ConfirmDialog
        open={asking === 'reset'}
        title={`重设 ${account.name} 的密码`}
        okText="重设"
        decisive
        onClose={done}
        onOk={async () => {
          const made = await call(accountRoutes.resetPassword, { params })
          await settled('密码已重设')
          setFirstPassword(made.firstPassword)
        }}
      >
        <p>原密码立即作废，已登录的也会退出。新的初始密码只显示一次。</p>
      </ConfirmDialog>
      <ReasonDialog
        open={revoked !== null}
        title={revoked ? `收回身份：${hatWords(revoked)}` : ''}
        okText="收回"
        decisive
        maxLength={200}
        onClose={done}
        onOk={async (reason) => {
          if (!revoked) return
          await call(accountRoutes.revokeHat, { params: { id: revoked.id }, body: { reason } })
          await settled('身份已收回')
        }}
      />
      <FormDialog<{ desks?: UnitDesk[] }>
        key={seating?.id}
        open={seating !== null}
        title={seating ? `调整岗位：${seating.unitName ?? ''}` : ''}
        okText="保存"
        initialValues={{ desks: seating?.desks ?? [] }}
        onClose={() => setSeating(null)}
        onOk={async ({ desks }) => {
          if (!seating) return
          await call(accountRoutes.setHatDesks, { params: { id: seating.id }, body: { desks: desks ?? [] } })
          await settled('岗位已调整')
        }}
        fields={<DesksItem />}
      />
      <GrantHatDialog
        open={asking === 'grant'}
        account={account}
        committees={committees}
        close={done}
        settled={settled}
      />
      <FirstPassword name={account.name} password={firstPassword} onClose={() => setFirstPassword(null)} />
    </Modal>
  )
}
