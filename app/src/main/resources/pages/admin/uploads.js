import { call, say, sizeOf, Trouble } from "./calls.js";
import { find, make } from "./elements.js";
import { reload } from "./objects.js";

/** So many at a time: the others wait for their turn. */
const AT_ONCE = 3;
const LARGEST = 5 * 2 ** 30;

const waiting = [];
let running = 0;

function add(files) {
  for (const file of files) {
    waiting.push(new Upload(file, find("prefix").value));
  }
  next();
}

function next() {
  while (running < AT_ONCE && waiting.length > 0) {
    running++;
    waiting
      .shift()
      .run()
      .finally(() => {
        running--;
        next();
      });
  }
}

class Upload {
  constructor(file, prefix) {
    this.file = file;
    this.prefix = prefix;
    this.ended = false;
    this.about = make("span", { className: "about" }, "waiting");
    this.bar = make("progress", { max: 1, value: 0, ariaLabel: `Upload of ${file.name}` });
    this.problem = make("p", { className: "problem" });
    this.button = make("button", { type: "button", onclick: () => this.press() }, "Cancel");
    this.button.ariaLabel = `Cancel the upload of ${file.name}`;
    this.row = make(
      "li",
      {},
      make("span", { className: "name" }, file.name, this.about),
      this.button,
      this.bar,
      this.problem,
    );
    find("uploads").prepend(this.row);
  }

  async run() {
    if (this.ended) {
      return;
    }
    try {
      if (this.file.size > LARGEST) {
        throw new Trouble(`It has ${sizeOf(this.file.size)}, and the store takes 5 GB in one piece: split it.`);
      }
      const upload = await call("POST", "/admin/upload-url", this.announcement());
      await this.send(upload);
      this.end(`uploaded, ${sizeOf(this.file.size)}`);
      say(`${this.file.name} is uploaded`);
      reload();
    } catch (trouble) {
      this.fail(trouble);
    }
  }

  announcement() {
    const prefix = this.prefix.trim();
    return {
      fileName: this.file.name.slice(-255),
      ...(prefix && { prefix }),
      ...(this.file.type && { contentType: this.file.type }),
    };
  }

  send({ uploadUrl, method, headers }) {
    return new Promise((sent, failed) => {
      if (this.ended) {
        failed(new Trouble("Cancelled."));
        return;
      }
      const request = new XMLHttpRequest();
      this.request = request;
      request.upload.onprogress = event => this.progress(event);
      request.onload = () => (request.status < 300 ? sent() : failed(refusal(request.status)));
      request.onerror = () =>
        failed(
          new Trouble(
            "The object store can't be reached from this page: see to it that it runs, and that it allows this page's address (CORS).",
          ),
        );
      request.onabort = () => failed(new Trouble("Cancelled."));
      request.open(method, uploadUrl);
      Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
      request.send(this.file);
    });
  }

  progress({ loaded, total }) {
    this.bar.value = total > 0 ? loaded / total : 1;
    this.about.textContent = `${Math.floor(this.bar.value * 100)} % of ${sizeOf(total)}`;
  }

  press() {
    if (this.ended) {
      this.row.remove();
      return;
    }
    this.ended = true;
    if (this.request) {
      this.request.abort();
    } else {
      this.fail(new Trouble("Cancelled."));
    }
  }

  fail(trouble) {
    this.end("not uploaded");
    this.problem.textContent = trouble instanceof Trouble ? trouble.message : "Something broke: reload the page.";
    say(`${this.file.name} is not uploaded: ${this.problem.textContent}`);
  }

  end(text) {
    this.ended = true;
    this.bar.hidden = true;
    this.about.textContent = text;
    this.button.textContent = "Dismiss";
    this.button.ariaLabel = `Dismiss ${this.file.name}`;
  }
}

function refusal(status) {
  return new Trouble(
    status === 403
      ? "The store refused it: the link may have run out. Choose the file again, and check this computer's clock."
      : `The store answered ${status}: try again, or look whether it has room.`,
  );
}

const drop = find("drop");
const carriesFiles = event => event.dataTransfer?.types.includes("Files");

drop.addEventListener("dragover", event => {
  if (carriesFiles(event)) {
    event.preventDefault();
    drop.classList.add("over");
  }
});
drop.addEventListener("dragleave", event => {
  if (!drop.contains(event.relatedTarget)) {
    drop.classList.remove("over");
  }
});
drop.addEventListener("drop", event => {
  event.preventDefault();
  drop.classList.remove("over");
  add(event.dataTransfer.files);
});
find("files").addEventListener("change", event => {
  add(event.target.files);
  event.target.value = "";
});
