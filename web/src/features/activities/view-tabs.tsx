import { Link } from '@tanstack/react-router'
import type { Which } from './which-filters.tsx'

/** List or month of the same activities; the filters go along. */
export function ViewTabs({ which }: { which: Which }) {
  const exact = { exact: true, includeSearch: false }
  return (
    <nav className="page-tabs view-tabs no-print" aria-label="列表或月历">
      <Link to="/activities" search={which as never} activeOptions={exact}>
        列表
      </Link>
      <Link to="/activities/month" search={which as never} activeOptions={exact}>
        月历
      </Link>
    </nav>
  )
}
