import { Page } from '../../shared/page.tsx'

export function TermsPage() {
  return <Page title="…">…</Page>
}
