import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { type MemberFile, memberRoutes } from '#contract/members.ts'
import { call } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { ConfirmDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { toast } from '../../shared/toast.tsx'
import { groupRoleWords, ordinal } from '../../shared/words.ts'
import type { MemberDialog } from './member-dialogs.tsx'
import { joinWords, leaveWords, postWords } from './words.ts'

interface Props {
  member: MemberFile
  open: (dialog: MemberDialog) => void
}

function Span({ from, to }: { from: string; to: string | null }) {
  return (
    <span className="faint">
      <CivilDate value={from} far={false} /> 起{to && '，至 '}
      {to && <CivilDate value={to} far={false} />}
    </span>
  )
}

/** Every term the member served in, newest first; past ones stay. */
export function Memberships({ member }: { member: MemberFile }) {
  if (member.memberships.length === 0) return <p className="faint">没有任职记录。</p>
  return (
    <ul className="lines">
      {member.memberships.map((one) => (
        <li key={one.id}>
          <strong>第{ordinal(one.termNumber)}届</strong> {joinWords[one.joinWay]}{' '}
          <Span from={one.joinedOn} to={one.leftOn} />
          {one.leaveReason && <span className="tag">{leaveWords[one.leaveReason]}</span>}
          {one.leaveNote && <div className="faint">{one.leaveNote}</div>}
        </li>
      ))}
    </ul>
  )
}

export function PostsHeld({ member, open }: Props) {
  if (member.postsHeld.length === 0) return <p className="faint">没有担任职务。</p>
  return (
    <ul className="lines">
      {member.postsHeld.map((one) => (
        <li key={one.id}>
          <strong>{one.title || postWords[one.post]}</strong> <Span from={one.startsOn} to={one.endsOn} />
          {!one.endsOn && member.actions.includes('addPost') && (
            <LinkButton onClick={() => open({ kind: 'endPost', postId: one.id })}>免去</LinkButton>
          )}
        </li>
      ))}
    </ul>
  )
}

export function Groups({ member }: { member: MemberFile }) {
  if (member.groups.length === 0) return <p className="faint">还没有编入界别或小组。</p>
  return (
    <ul className="lines">
      {member.groups.map((one) => (
        <li key={`${one.groupId}${one.startsOn}`}>
          <span className="faint">{one.kindName}</span> <strong>{one.name}</strong>
          {one.role !== 'member' && <span className="tag">{groupRoleWords[one.role]}</span>}{' '}
          <Span from={one.startsOn} to={one.endsOn} />
        </li>
      ))}
    </ul>
  )
}

/** 代录: who may type for this member, on what basis, until when. */
export function Delegations({ member, open }: Props) {
  const client = useQueryClient()
  const [ending, setEnding] = useState<MemberFile['delegations'][number] | null>(null)
  const end = useMutation({
    mutationFn: (id: string) => call(memberRoutes.endDelegation, { params: { id } }),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: [memberRoutes.getMember.path] })
      toast('已终止代录')
    },
  })
  const may = member.actions.includes('delegate')
  return (
    <>
      <p className="faint">自己用不了系统的委员，可以书面或口头授权工作人员代为录入；每一步都会记下是谁代录的。</p>
      <ul className="lines">
        {member.delegations.map((one) => (
          <li key={one.id}>
            <strong>{one.accountName}</strong> <Span from={one.startsOn} to={one.endsOn} />
            <div className="faint">
              依据：{one.basis}（{one.grantedBy} 登记）
            </div>
            {may && <LinkButton onClick={() => setEnding(one)}>终止</LinkButton>}
          </li>
        ))}
      </ul>
      {may && <Button onClick={() => open({ kind: 'delegate' })}>授权代录</Button>}
      <ConfirmDialog
        open={ending !== null}
        title="终止代录"
        okText="终止"
        decisive
        onClose={() => setEnding(null)}
        onOk={() => (ending ? end.mutateAsync(ending.id) : Promise.resolve())}
      >
        <p>
          {ending?.accountName} 从现在起不能再代 {member.name} 录入。以前代录的内容不变。
        </p>
      </ConfirmDialog>
    </>
  )
}
