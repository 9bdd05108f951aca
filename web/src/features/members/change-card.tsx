import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type MemberChange, memberRoutes } from '#contract/members.ts'
import { call } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { ConfirmDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { toast } from '../../shared/toast.tsx'
import { changeStateWords, fieldWords } from './words.ts'
import './members.css'

/** A proposed change, field by field: 现在 and 拟改, and who may do what with it. */
export function ChangeCard({ change, onFile = false }: { change: MemberChange; onFile?: boolean }) {
  const client = useQueryClient()
  const [asking, setAsking] = useState<'accept' | 'refuse' | 'withdraw' | null>(null)
  const settle = async (words: string) => {
    for (const route of [memberRoutes.listMemberChanges, memberRoutes.getMember, memberRoutes.listMembers])
      await client.invalidateQueries({ queryKey: [route.path] })
    toast(words)
  }
  const decide = useMutation({
    mutationFn: (body: { accept: boolean; note: string }) =>
      call(memberRoutes.decideMemberChange, { params: { id: change.id }, body }),
    onSuccess: (_, { accept }) => settle(accept ? '已采纳，资料已更新' : '已退回委员'),
  })
  const withdraw = useMutation({
    mutationFn: () => call(memberRoutes.withdrawMemberChange, { params: { id: change.id } }),
    onSuccess: () => settle('已撤回'),
  })
  const pending = change.state === 'pending'
  return (
    <section className={`sheet change-card ${pending ? '' : 'settled'}`} aria-label={`${change.memberName}申报的变更`}>
      <div className="section-head">
        <h2>
          {onFile ? (
            '申报的变更'
          ) : (
            <Link to="/members/$id" params={{ id: change.memberId }}>
              {change.memberName}
            </Link>
          )}{' '}
          <span className={`tag ${pending ? 'tag-due' : ''}`}>{changeStateWords[change.state]}</span>
        </h2>
        <span className="faint">
          <Instant value={change.proposedAt} /> 申报
        </span>
      </div>
      <dl className="change-fields">
        {Object.entries(change.changes).map(([field, { from, to }]) => (
          <div key={field}>
            <dt>{fieldWords[field as keyof typeof fieldWords] ?? field}</dt>
            <dd>
              <span className="faint">现在</span>
              <del className="preserve">{from || '空'}</del>
              <span className="faint">拟改</span>
              <ins className="preserve">{to || '空'}</ins>
            </dd>
          </div>
        ))}
      </dl>
      {change.decisionNote && <p>答复：{change.decisionNote}</p>}
      {pending && change.actions.length === 0 && <p className="faint">等委员联络办核实。核实以后，资料才会改过来。</p>}
      <div className="form-buttons">
        {change.actions.includes('accept') && (
          <Button type="primary" onClick={() => setAsking('accept')}>
            采纳
          </Button>
        )}
        {change.actions.includes('refuse') && <Button onClick={() => setAsking('refuse')}>不采纳</Button>}
        {change.actions.includes('withdraw') && <Button onClick={() => setAsking('withdraw')}>撤回申报</Button>}
      </div>
      <ConfirmDialog
        open={asking === 'accept'}
        title="采纳变更"
        okText="采纳"
        onClose={() => setAsking(null)}
        onOk={() => decide.mutateAsync({ accept: true, note: '' })}
      >
        <p>资料会改成委员申报的内容，并记下由您核实。</p>
      </ConfirmDialog>
      <ReasonDialog
        open={asking === 'refuse'}
        title="不采纳变更"
        okText="不采纳"
        decisive
        maxLength={200}
        onClose={() => setAsking(null)}
        onOk={(note) => decide.mutateAsync({ accept: false, note })}
      >
        <p>资料不变。委员会看到您写的理由。</p>
      </ReasonDialog>
      <ConfirmDialog
        open={asking === 'withdraw'}
        title="撤回申报"
        okText="撤回"
        onClose={() => setAsking(null)}
        onOk={() => withdraw.mutateAsync()}
      >
        <p>这次申报不再核实，资料不变。以后可以重新申报。</p>
      </ConfirmDialog>
    </section>
  )
}
