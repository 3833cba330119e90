const WIDTH = 640;
const HEIGHT = 360;
const A_SECOND = 15;

/** What the camera films, or a drawn picture where there is no camera; says which, and why. */
export async function filmed() {
  if (!navigator.mediaDevices?.getUserMedia) {
    return drawn("Browsers give cameras to pages over HTTPS or on localhost only");
  }
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { width: WIDTH, height: HEIGHT }, audio: false });
    return { stream, source: "What this device's camera sees" };
  } catch (refused) {
    return drawn(refused.name === "NotAllowedError" ? "The camera was not allowed" : "There is no camera here");
  }
}

function drawn(why) {
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
  const pen = canvas.getContext("2d");
  setInterval(() => draw(pen), 1_000 / A_SECOND);
  draw(pen);
  return { stream: canvas.captureStream(A_SECOND), source: `A test picture. ${why}.` };
}

function draw(pen) {
  const now = Date.now();
  const bars = ["#1d3557", "#457b9d", "#a8dadc", "#f1faee", "#e9c46a", "#e76f51", "#264653"];
  bars.forEach((colour, i) => {
    pen.fillStyle = colour;
    pen.fillRect(i * WIDTH / bars.length, 0, WIDTH / bars.length + 1, HEIGHT);
  });
  const angle = now / 1_000 % 60 / 60 * 2 * Math.PI - Math.PI / 2;
  pen.strokeStyle = "#e63946";
  pen.lineWidth = 8;
  pen.beginPath();
  pen.moveTo(WIDTH / 2, HEIGHT / 2);
  pen.lineTo(WIDTH / 2 + 140 * Math.cos(angle), HEIGHT / 2 + 140 * Math.sin(angle));
  pen.stroke();
  pen.fillStyle = "#000c";
  pen.fillRect(0, HEIGHT - 48, WIDTH, 48);
  pen.fillStyle = "#fff";
  pen.font = "28px monospace";
  pen.fillText(new Date(now).toISOString().replace("T", "  ").replace("Z", ""), 16, HEIGHT - 14);
}

/** A picture of what a video shows now, as JPEG. */
export async function still(video) {
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
  canvas.getContext("2d").drawImage(video, 0, 0, WIDTH, HEIGHT);
  const blob = await new Promise(done => canvas.toBlob(done, "image/jpeg", 0.6));
  return blob?.arrayBuffer();
}
