import { Page } from '../../shared/page.tsx'

export function NewMemberPage() {
  return <Page title="…">…</Page>
}
