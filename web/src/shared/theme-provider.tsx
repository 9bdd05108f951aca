import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, useMemo } from 'react'
import { useIsPhone } from './media.ts'
import { useTextSize } from './text-size.ts'
import { themeFor } from './theme.ts'

// biome-ignore lint/suspicious/noTemplateCurlyInString: antd fills in the label itself
const formWords = { validateMessages: { required: '请填写${label}' }, requiredMark: false as const }

/** antd in our ink and paper, in Chinese, at the reader's text size. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const textSize = useTextSize()
  const touch = useIsPhone()
  const theme = useMemo(() => themeFor(textSize, touch), [textSize, touch])
  return (
    <ConfigProvider
      locale={zhCN}
      theme={theme}
      form={formWords}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      {children}
    </ConfigProvider>
  )
}
