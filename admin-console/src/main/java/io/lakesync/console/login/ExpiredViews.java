package io.lakesync.console.login;

import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;

/** A page that was open for so long that the server has forgotten it is shown anew instead of an error. */
public class ExpiredViews extends ExceptionHandlerFactory {
    public ExpiredViews(ExceptionHandlerFactory wrapped) {
        super(wrapped);
    }

    @Override
    public ExceptionHandler getExceptionHandler() {
        return new Anew(getWrapped().getExceptionHandler());
    }

    private static class Anew extends ExceptionHandlerWrapper {
        Anew(ExceptionHandler wrapped) {
            super(wrapped);
        }

        @Override
        public void handle() throws FacesException {
            Iterator<ExceptionQueuedEvent> events =
                    getUnhandledExceptionQueuedEvents().iterator();
            while (events.hasNext()) {
                if (events.next().getContext().getException() instanceof ViewExpiredException expired) {
                    events.remove();
                    show(expired.getViewId());
                }
            }
            super.handle();
        }

        private static void show(String view) {
            FacesContext faces = FacesContext.getCurrentInstance();
            ExternalContext http = faces.getExternalContext();
            try {
                http.redirect(http.getRequestContextPath() + view + "?ended=true");
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
            faces.responseComplete();
        }
    }
}
