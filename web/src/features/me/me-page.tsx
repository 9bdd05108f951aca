import { Page } from '../../shared/page.tsx'

export function MePage() {
  return <Page title="我的">…</Page>
}
