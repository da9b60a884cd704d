;;; Walks through the steps of docs/editors.json in a batch Emacs.  -*- lexical-binding: t -*-
;; The environment names the file of the steps (WALK_STEPS) and the one for what was seen (WALK_SEEN), both JSON.
(require 'cl-lib)
(require 'imenu)
(defvar walk-folder)
(setq last-nonmenu-event ?x use-dialog-box nil make-backup-files nil create-lockfiles nil
      walk-folder default-directory
      eglot-sync-connect 10 eglot-autoreconnect nil)

(defun walk-until (holds)
  "Let the server speak until HOLDS returns non-nil, for 20 seconds at most."
  (let ((end (+ (float-time) 20)))
    (while (and (not (funcall holds)) (< (float-time) end))
      (accept-process-output nil 0.01))))

(defun walk-text ()
  (save-restriction (widen) (buffer-substring-no-properties (point-min) (point-max))))

(defun walk-problems ()
  "Each squiggle of this buffer, in the order of the text: its severity and what it is under."
  (mapcar
   (lambda (found)
     (format "%s %s"
             (pcase (flymake-diagnostic-type found)
               ('eglot-error "error") ('eglot-warning "warning") ('eglot-note "information") (other other))
             (buffer-substring-no-properties (flymake-diagnostic-beg found) (flymake-diagnostic-end found))))
   (sort (flymake-diagnostics)
         (lambda (one other) (< (flymake-diagnostic-beg one) (flymake-diagnostic-beg other))))))

(defun walk-told ()
  "Do what Emacs does when nobody has typed for half a second, which a batch Emacs never sees."
  (eglot--signal-textDocument/didChange)
  (flymake-start))

(defun walk-open (file)
  (find-file (expand-file-name file walk-folder))
  ;; A batch Emacs has no loop of commands.
  (run-hooks 'post-command-hook)
  (walk-told))

(defun walk-choosing (title call)
  "Call CALL; where it asks for a choice, choose TITLE."
  (cl-letf (((symbol-function 'completing-read)
             (lambda (_prompt choices &rest _)
               (or (car (member title (all-completions "" choices)))
                   (error "There is no %s in %S" title (all-completions "" choices)))))
            ((symbol-function 'y-or-n-p) #'always))
    (funcall call)))

(defun walk-complete (label)
  (let ((completion-in-region-function
         (lambda (start end table predicate)
           (let ((chosen (car (member label (all-completions (buffer-substring start end) table predicate)))))
             (unless chosen (error "No suggestion %s" label))
             (delete-region start end)
             (goto-char start)
             (insert (substring-no-properties chosen))
             (funcall (plist-get completion-extra-properties :exit-function) chosen 'finished)))))
    (completion-at-point)))

(defun walk-hover (words)
  "What stands in the echo area and the buffer of eldoc, as soon as that is all of WORDS."
  (let ((said ""))
    (run-hook-wrapped 'eldoc-documentation-functions
                      (lambda (ask) (funcall ask (lambda (text &rest _) (setq said (concat said "\n" text)))) nil))
    (walk-until (lambda () (seq-every-p (lambda (each) (string-search each said)) words)))
    (substring-no-properties said)))

(defun walk-outline (index)
  (cl-mapcan (lambda (entry)
               (cons (substring-no-properties (car entry))
                     (and (imenu--subalist-p entry) (walk-outline (cdr entry)))))
             index))

(defun walk-step (step)
  (let* ((what (alist-get 'do step)) (title (alist-get 'choose step)) (said "") 
         (text (alist-get 'text step)) (problems (append (alist-get 'problems step) nil)))
    (goto-char (point-min))
    (forward-line (alist-get 'line step))
    (forward-char (alist-get 'column step))
    (pcase what
      ((or "open" "look") (walk-open (alist-get 'file step)))
      ("hover" (setq said (walk-hover (alist-get 'says step))))
      ("complete" (walk-complete title))
      ((or "fix" "fix all") (walk-choosing title (lambda () (call-interactively #'eglot-code-actions))))
      ("format" (eglot-format-buffer))
      ("outline" (setq said (vconcat (delete-dups (walk-outline (funcall imenu-create-index-function))))))
      ("save" (save-buffer))
      (_ (error "What is %s?" what)))
    (walk-told)
    (walk-until (lambda () (and (equal (walk-text) text)
                                (or (null (assq 'problems step)) (equal (walk-problems) problems)))))
    `((text . ,(walk-text)) (problems . ,(vconcat (walk-problems))) (says . ,said))))

(let* ((steps (with-temp-buffer
                (insert-file-contents (getenv "WALK_STEPS"))
                (json-parse-buffer :object-type 'alist :array-type 'list)))
       (seen (vconcat (mapcar #'walk-step steps))))
  (ignore-errors (eglot-shutdown-all))
  (let ((coding-system-for-write 'utf-8-unix))
    (with-temp-file (getenv "WALK_SEEN") (insert (json-serialize seen)))))
