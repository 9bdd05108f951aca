import { Page } from '../../shared/page.tsx'

export function UnitsPage() {
  return <Page title="…">…</Page>
}
