import { Page } from '../../shared/page.tsx'

export function MemberChangesPage() {
  return <Page title="…">…</Page>
}
