import { type CSSVariablesResolver, createTheme, type MantineColorsTuple, mergeThemeOverrides } from '@mantine/core'

/** Calm colours: a deep blue-green to act by, warm greys to read on, amber for time, red for danger alone. */
const petrol: MantineColorsTuple = [
  '#edf6f6',
  '#d8eaeb',
  '#b2d5d7',
  '#88bdc1',
  '#5ea3a9',
  '#3c8890',
  '#23717a',
  '#155e67',
  '#0f4b53',
  '#0a383f',
]
const stone: MantineColorsTuple = [
  '#faf9f6',
  '#f3f1ec',
  '#e8e5de',
  '#dad6cd',
  '#c0bbb0',
  '#989287',
  '#6f6a61',
  '#55514a',
  '#3a3732',
  '#232120',
]
const amber: MantineColorsTuple = [
  '#fdf6e7',
  '#faebcb',
  '#f3d698',
  '#ebbf62',
  '#dda53a',
  '#c08a22',
  '#9d6d12',
  '#80570c',
  '#634309',
  '#472f05',
]
const brick: MantineColorsTuple = [
  '#fdf0ee',
  '#f9dedb',
  '#f0bab5',
  '#e59289',
  '#d96c62',
  '#c84f45',
  '#b13a32',
  '#942d27',
  '#74231e',
  '#551813',
]
const leaf: MantineColorsTuple = [
  '#eff6ef',
  '#dcebdc',
  '#b7d6b8',
  '#8fbf92',
  '#6aa86f',
  '#4b9052',
  '#37783f',
  '#2b6233',
  '#214c28',
  '#16361c',
]
const night: MantineColorsTuple = [
  '#e7e5e0',
  '#c8c6c0',
  '#a5a39d',
  '#85837d',
  '#4b4c49',
  '#393b39',
  '#2a2c2b',
  '#1e2120',
  '#161817',
  '#0f1110',
]

export const theme = createTheme({
  colors: { petrol, gray: stone, amber, brick, leaf, dark: night },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.24,
  black: '#232120',
  fontFamily: '-apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans Condensed", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.35' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.25' },
      h2: { fontSize: '1.25rem', lineHeight: '1.3' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '14px', xl: '20px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'md' }, styles: { root: { fontWeight: 600 } } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md', autosize: true, minRows: 3, maxRows: 14 } },
    Select: { defaultProps: { size: 'md', comboboxProps: { shadow: 'md' } } },
    Modal: { defaultProps: { radius: 'lg', overlayProps: { backgroundOpacity: 0.45 } } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Paper: { defaultProps: { radius: 'lg' } },
    Badge: {
      defaultProps: { variant: 'light', radius: 'sm' },
      styles: { root: { textTransform: 'none', fontWeight: 600, letterSpacing: 0 } },
    },
  },
})

/** Our own names for surfaces, so that pages say what a colour is for. */
export const colours: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#68635b',
    '--mantine-color-placeholder': '#736e66',
    '--mantine-color-error': '#a8352e',
    '--page': '#f6f4f0',
    '--raised': '#ffffff',
    '--sunken': '#f3f1ec',
    '--line': '#e4e0d8',
    '--line-strong': '#cdc8bd',
    '--ink': '#232120',
    '--ink-soft': '#5c574f',
    '--accent': '#155e67',
    '--accent-soft': '#e6f1f1',
    '--accent-ink': '#0f4b53',
    '--warn': '#8a5a06',
    '--warn-soft': '#fbf0d9',
    '--danger': '#a8352e',
    '--danger-soft': '#fbebe9',
    '--good': '#2b6233',
    '--good-soft': '#e9f3e9',
  },
  dark: {
    '--mantine-color-body': '#1e2120',
    '--mantine-color-dimmed': '#a5a39d',
    '--mantine-color-placeholder': '#96948e',
    '--mantine-color-error': '#ef9a92',
    '--page': '#161817',
    '--raised': '#1e2120',
    '--sunken': '#191b1a',
    '--line': '#303332',
    '--line-strong': '#474a48',
    '--ink': '#e7e5e0',
    '--ink-soft': '#b1aea7',
    '--accent': '#6fb3b9',
    '--accent-soft': '#1b3335',
    '--accent-ink': '#a5d2d5',
    '--warn': '#e6b65a',
    '--warn-soft': '#352a14',
    '--danger': '#ef9a92',
    '--danger-soft': '#3b1f1d',
    '--good': '#8fc795',
    '--good-soft': '#1d2f20',
  },
})

/** The crosses of windows and news carry a name for those who cannot see them. */
export function withCloseLabel(label: string) {
  const named = { 'aria-label': label }
  return mergeThemeOverrides(theme, {
    components: {
      CloseButton: { defaultProps: named },
      Notification: { defaultProps: { closeButtonProps: named } },
    },
  })
}
