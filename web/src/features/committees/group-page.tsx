import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { committeeRoutes } from '#contract/committees.ts'
import { memberRoutes } from '#contract/members.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { ConfirmDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Page } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { useMe } from '../../shared/session.tsx'
import { DataTable } from '../../shared/table.tsx'
import { toast } from '../../shared/toast.tsx'
import { groupRoleWords } from '../../shared/words.ts'
import { JoinGroupDialog } from './join-group-dialog.tsx'
import { mayKeepGroups } from './rights.ts'

/** Who is in a group, in stroke order. */
export function GroupPage() {
  const { id } = useParams({ from: '/app/groups/$id' })
  const may = mayKeepGroups(useMe())
  const client = useQueryClient()
  const groups = useQuery(apiQuery(committeeRoutes.listGroups, { query: { closed: 'true' } }))
  const members = useQuery(apiQuery(committeeRoutes.listGroupMembers, { params: { id } }))
  const [joining, setJoining] = useState(false)
  const [leaving, setLeaving] = useState<{ memberId: string; name: string } | null>(null)
  const group = groups.data?.items.find((one) => one.id === id)
  const settled = async (words: string) => {
    for (const route of [committeeRoutes.listGroupMembers, committeeRoutes.listGroups, memberRoutes.getMember])
      await client.invalidateQueries({ queryKey: [route.path] })
    toast(words)
  }
  const leave = useMutation({
    mutationFn: (memberId: string) => call(committeeRoutes.leaveGroup, { params: { id, memberId } }),
    onSuccess: () => settled('已移出'),
  })
  return (
    <Page
      title={group?.name ?? '小组'}
      back={{ to: '/groups', label: '界别与小组' }}
      width="reading"
      actions={may && <Button onClick={() => setJoining(true)}>编入委员</Button>}
    >
      <QueryState
        query={members}
        isEmpty={(data) => data.items.length === 0}
        empty={
          <EmptyState title="还没有成员">
            <p>{may ? '可以逐个编入，也可以在导入名单时一起编好。' : '等委员联络办编好后，会列在这里。'}</p>
          </EmptyState>
        }
      >
        {({ items }) => (
          <DataTable
            caption={group?.name ?? '成员'}
            rows={items}
            rowKey={(one) => one.memberId}
            columns={[
              {
                key: 'name',
                title: '姓名',
                render: (one) => (
                  <Link to="/members/$id" params={{ id: one.memberId }}>
                    {one.name}
                  </Link>
                ),
              },
              {
                key: 'role',
                title: '职责',
                render: (one) =>
                  one.role === 'member' ? '' : <span className="tag tag-done">{groupRoleWords[one.role]}</span>,
              },
              { key: 'since', title: '编入', render: (one) => <CivilDate value={one.startsOn} far={false} /> },
              {
                key: 'act',
                title: '操作',
                acts: true,
                render: (one) => may && !one.endsOn && <LinkButton onClick={() => setLeaving(one)}>移出</LinkButton>,
              },
            ]}
          />
        )}
      </QueryState>
      <JoinGroupDialog open={joining} groupId={id} close={() => setJoining(false)} settled={settled} />
      <ConfirmDialog
        open={leaving !== null}
        title={`移出 ${leaving?.name ?? ''}`}
        okText="移出"
        decisive
        onClose={() => setLeaving(null)}
        onOk={() => (leaving ? leave.mutateAsync(leaving.memberId) : Promise.resolve())}
      >
        <p>从今天起不再是这个组的成员，以往的记录保留。</p>
      </ConfirmDialog>
    </Page>
  )
}
