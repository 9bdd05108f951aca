import { Page } from '../../shared/page.tsx'

export function AuditPage() {
  return <Page title="…">…</Page>
}
