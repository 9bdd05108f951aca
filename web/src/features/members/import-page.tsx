import { Page } from '../../shared/page.tsx'

export function MemberImportPage() {
  return <Page title="…">…</Page>
}
