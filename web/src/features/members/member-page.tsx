import { Page } from '../../shared/page.tsx'

export function MemberPage() {
  return <Page title="…">…</Page>
}
