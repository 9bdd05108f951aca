import { Page } from '../../shared/page.tsx'

export function SettingsPage() {
  return <Page title="…">…</Page>
}
