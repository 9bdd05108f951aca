import type { ThemeConfig } from 'antd'
import type { TextSize } from '#contract/accounts.ts'

/** Body size in pixels of each text size; base.css says the same for what is not antd. */
export const fontSizes: Record<TextSize, number> = { normal: 16, large: 18, larger: 22 }

export const fontFamily =
  "-apple-system, 'PingFang SC', 'HarmonyOS Sans SC', 'MiSans', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', system-ui, sans-serif"

/** antd's tokens: ink on paper, 黛蓝 for actions, 朱红 for what is due or decisive. `touch` makes room for fingers. */
export function themeFor(textSize: TextSize, touch: boolean): ThemeConfig {
  const fontSize = fontSizes[textSize]
  const controlHeight = Math.round(Math.max(touch ? 44 : 36, fontSize * (touch ? 2.6 : 2.25)))
  return {
    token: {
      fontFamily,
      fontSize,
      lineHeight: 1.65,
      controlHeight,
      controlHeightLG: controlHeight + 6,
      controlHeightSM: Math.round(controlHeight * 0.8),
      colorPrimary: '#2e4e6e',
      colorLink: '#2e4e6e',
      colorLinkHover: '#1d3a57',
      colorInfo: '#2e4e6e',
      colorSuccess: '#2e4e6e',
      colorWarning: '#b5352a',
      colorError: '#b5352a',
      colorTextBase: '#1f1d1a',
      colorText: '#1f1d1a',
      colorTextSecondary: '#57534c',
      colorTextTertiary: '#6b665d',
      colorTextDescription: '#57534c',
      colorTextPlaceholder: '#767067',
      colorBgLayout: '#f7f4ed',
      colorBgContainer: '#fffdf8',
      colorBgElevated: '#fffdf8',
      colorBorder: '#b9b1a2',
      colorBorderSecondary: '#ddd6c9',
      colorSplit: '#e6e0d4',
      borderRadius: 4,
      boxShadow: '0 2px 12px rgb(31 29 26 / 14%)',
      boxShadowSecondary: '0 2px 12px rgb(31 29 26 / 14%)',
      motion: false,
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Form: { labelColor: '#1f1d1a', verticalLabelPadding: '0 0 4px', itemMarginBottom: 20 },
      Modal: { titleFontSize: Math.round(fontSize * 1.125) },
    },
  }
}
