import '../committees/committees.css'
import { Link } from '@tanstack/react-router'

const tabs = [
  ['/appraisals', '民主评议'],
  ['/mutual-appraisals', '双向评议'],
] as const

/** The two kinds of appraisal. */
export function EvaluationTabs() {
  return (
    <nav className="tab-row no-print" aria-label="评议">
      {tabs.map(([to, label]) => (
        <Link key={to} to={to} className="choice" activeProps={{ 'aria-current': 'page' }}>
          {label}
        </Link>
      ))}
    </nav>
  )
}
