import { Link } from '@tanstack/react-router'
import type { MemberListItem } from '#contract/members.ts'
import { type Column, DataTable } from '../../shared/table.tsx'
import { sexWords } from './words.ts'

/** Rows of the roster on a desk, cards on a phone. */
export function MemberTable({ members, office }: { members: readonly MemberListItem[]; office: boolean }) {
  const columns: Column<MemberListItem>[] = [
    {
      key: 'name',
      title: '姓名',
      render: (member) => (
        <span className="tags">
          <Link to="/members/$id" params={{ id: member.id }}>
            {member.name}
          </Link>
          {member.posts.map((title) => (
            <span key={title} className="tag tag-done">
              {title}
            </span>
          ))}
          {!member.active && <span className="tag">已离任</span>}
        </span>
      ),
    },
    { key: 'sex', title: '性别', desk: true, render: (member) => (member.sex ? sexWords[member.sex] : '') },
    { key: 'parties', title: '党派', desk: true, render: (member) => member.parties.join('、') },
    {
      key: 'sector',
      title: '界别',
      bare: true,
      render: (member) => (
        <>
          {member.sector}
          {member.parties.length > 0 && (
            <span className="phone-only">
              {member.sector && ' · '}
              {member.parties.join('、')}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'employer',
      title: '单位与职务',
      bare: true,
      render: (member) => [member.employer, member.employerPost].filter(Boolean).join(' '),
    },
    { key: 'phone', title: '手机', desk: true, render: (member) => member.phoneMasked },
  ]
  if (office)
    columns.push({
      key: 'login',
      title: '登录',
      bare: true,
      render: (member) => (member.hasLoggedIn === false ? <span className="tag">从未登录</span> : ''),
    })
  return <DataTable caption="委员名单" columns={columns} rows={members} rowKey={(member) => member.id} />
}
