import { Page } from '../../shared/page.tsx'

export function GroupsPage() {
  return <Page title="…">…</Page>
}
