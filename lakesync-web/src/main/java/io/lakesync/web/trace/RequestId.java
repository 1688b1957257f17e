package io.lakesync.web.trace;

import jakarta.servlet.ServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names one request in its answer and in every log line that it causes. */
public record RequestId(String value) {
    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1,128}");

    /** The id that the client sent; a new one when it sent none, or none that is fit for a log. */
    public static RequestId of(String header) {
        var fit = header != null && FORM.matcher(header).matches();
        return new RequestId(fit ? header : UUID.randomUUID().toString());
    }

    /** The id of a request that has passed the filter; a new one for a request that the container refused before. */
    public static RequestId of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestId id ? id : of((String) null);
    }

    public void attachTo(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /**
     * Adds the id to the thread's name until restored: both servers print that name on each log line, whoever logs, which
     * no portable logging context does.
     */
    public NamedThread onThread() {
        var thread = Thread.currentThread();
        var before = thread.getName();
        thread.setName(before + " " + value);
        return () -> thread.setName(before);
    }

    /** A thread under a longer name. */
    public interface NamedThread {
        /** Gives the thread its own name back. */
        void restore();
    }
}
