import { Page } from '../../shared/page.tsx'

export function CommitteesPage() {
  return <Page title="…">…</Page>
}
