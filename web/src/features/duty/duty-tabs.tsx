import './duty.css'
import { Link } from '@tanstack/react-router'
import { hasRole, useMe } from '../../shared/session.tsx'

/** The pages of duty that the hat worn now has, one beside another. */
export function DutyTabs() {
  const me = useMe()
  const pages = [
    ...(hasRole(me, 'member') ? [['/duty', '我的一年']] : []),
    ...(hasRole(me, 'member', 'memberOffice', 'leader') ? [['/duty/ledger', '台账']] : []),
    ...(hasRole(me, 'member', 'memberOffice') ? [['/duty/records', '手工填报']] : []),
    ...(hasRole(me, 'member', 'memberOffice', 'leader') ? [['/duty/objections', '异议']] : []),
    ...(hasRole(me, 'memberOffice', 'leader') ? [['/duty/statistics', '统计']] : []),
  ] as const
  return (
    <nav className="duty-tabs no-print" aria-label="履职">
      {pages.map(([to, words]) => (
        <Link key={to} to={to as never} activeOptions={{ exact: true, includeSearch: false }}>
          {words}
        </Link>
      ))}
    </nav>
  )
}
