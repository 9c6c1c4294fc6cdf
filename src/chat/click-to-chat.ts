/** A link that opens a talk with a number, its first words ready: https://faq.whatsapp.com/5913398998672934 */
export function clickToChat(number: string, text = ''): string {
  const digits = number.replace(/\D/g, '')
  if (digits.length < 7 || digits.length > 15)
    throw new Error(`Expected a number of 7 to 15 digits with its country code, got ${digits.length} digits.`)
  return `https://wa.me/${digits}${text ? `?text=${encodeURIComponent(text)}` : ''}`
}
