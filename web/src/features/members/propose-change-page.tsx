import { Page } from '../../shared/page.tsx'

export function ProposeChangePage() {
  return <Page title="…">…</Page>
}
