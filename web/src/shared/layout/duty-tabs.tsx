import { Link } from '@tanstack/react-router'
import type { Role } from '#contract/accounts.ts'
import { useHat } from '../session.tsx'

const pages: Partial<Record<Role, readonly (readonly [to: string, label: string])[]>> = {
  member: [
    ['/duty', '我的一年'],
    ['/my-score', '得分'],
    ['/duty/records', '补记'],
    ['/duty-report-rounds', '报告'],
    ['/assessments', '考核'],
  ],
  memberOffice: [
    ['/duty/ledger', '台账'],
    ['/duty/records', '手工填报'],
    ['/duty/objections', '异议'],
    ['/scores', '计分'],
    ['/assessments', '年度考核'],
    ['/recognitions', '称号'],
    ['/scoring-schemes', '考核办法'],
    ['/duty-report-rounds', '履职报告'],
    ['/duty/archives', '档案'],
    ['/duty/statistics', '统计'],
  ],
  leader: [
    ['/duty/statistics', '统计'],
    ['/duty/ledger', '台账'],
    ['/duty/archives', '档案'],
    ['/scores', '计分'],
    ['/assessments', '年度考核'],
    ['/recognitions', '称号'],
    ['/scoring-schemes', '考核办法'],
    ['/duty-report-rounds', '履职报告'],
    ['/duty/objections', '异议'],
  ],
}

/** The pages of duty (履职) that the hat worn now has, one beside another: one entry in the navigation leads to all of them. */
export function DutyTabs() {
  const hat = useHat()
  const own = hat ? (pages[hat.role] ?? []) : []
  return (
    <nav className={`page-tabs ${own.length <= 5 ? 'page-tabs-few' : ''} no-print`} aria-label="履职">
      {own.map(([to, label]) => (
        <Link key={to} to={to as never} activeOptions={{ exact: true, includeSearch: false }}>
          {label}
        </Link>
      ))}
    </nav>
  )
}
