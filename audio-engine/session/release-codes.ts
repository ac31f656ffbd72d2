/** The numbers that identify a recording and a product: ISRC (ISO 3901), UPC-A and EAN-13 with their check digit. */

/** Two letters, three letters or digits, a year of two digits, five digits; no hyphens. */
export function isIsrc(code: string): boolean {
  return /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(code);
}

/** 12 or 13 digits, the last of which checks the others (GS1: weights 3 and 1 from the right). */
export function isUpc(code: string): boolean {
  return /^\d{12,13}$/.test(code) && checkDigit(code.slice(0, -1)) === Number(code.at(-1));
}

export function checkDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/** As a medium's catalogue number is written: 13 digits, a UPC with a zero before it. */
export function ean13(upc: string): string {
  return upc === '' ? '' : upc.padStart(13, '0');
}
