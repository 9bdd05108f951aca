import { Page } from '../../shared/page.tsx'

export function GroupPage() {
  return <Page title="…">…</Page>
}
