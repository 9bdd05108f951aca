import { Page } from '../../shared/page.tsx'

export function EditMemberPage() {
  return <Page title="…">…</Page>
}
