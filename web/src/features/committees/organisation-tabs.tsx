import { Link } from '@tanstack/react-router'

const tabs = [
  ['/committees', '政协'],
  ['/terms', '届次'],
  ['/groups', '界别与小组'],
  ['/units', '承办单位'],
] as const

/** The four pages about how a committee is made up. */
export function OrganisationTabs() {
  return (
    <nav className="tab-row no-print" aria-label="组织">
      {tabs.map(([to, label]) => (
        <Link key={to} to={to} className="choice" activeProps={{ 'aria-current': 'page' }}>
          {label}
        </Link>
      ))}
    </nav>
  )
}
