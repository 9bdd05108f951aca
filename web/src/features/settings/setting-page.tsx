import { Page } from '../../shared/page.tsx'

export function SettingPage() {
  return <Page title="…">…</Page>
}
