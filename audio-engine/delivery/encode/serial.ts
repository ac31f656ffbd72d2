/** Number of an Ogg stream: always the same, so that equal exports are equal files. One file holds one stream. */
export const SERIAL = 0x54687273;
