import { Page } from '../../shared/page.tsx'

export function AccountsPage() {
  return <Page title="…">…</Page>
}
