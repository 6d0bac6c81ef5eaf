import QRCode from "qrcode";

/** The QR code of a text as SVG, with the quiet zone it needs. Dark on white in both themes, because readers expect that. */
export function QrCode({ text, label, className }: { text: string; label: string; className?: string }) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const whole = modules.size + 2 * quietModules;
  const dark = Array.from(modules.data).flatMap((isDark, at) => (isDark ? [`M${(at % modules.size) + quietModules} ${Math.floor(at / modules.size) + quietModules}h1v1h-1z`] : []));
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${whole} ${whole}`} shapeRendering="crispEdges" className={className}>
      <rect width={whole} height={whole} fill="#fff" />
      <path d={dark.join("")} fill="#000" />
    </svg>
  );
}

/** Source: ISO/IEC 18004. */
const quietModules = 4;
